using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>
/// A search reads the names of cooperatives in their order, the Arabic ones too: an index of those that are known. Other texts have their index already.
/// </summary>
[DbContext(typeof(SqliteIndhCoopsContext))]
[Migration("20261128143000_Search")]
public sealed class Search : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index ix_cooperatives_name_arabic_search_id on cooperatives (name_arabic_search, id) where name_arabic_search <> ''");
}
