using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>
/// The model says what the database does: balances have no foreign keys. Only a database whose balances were created by the first version of
/// that migration still has them.
/// </summary>
public sealed partial class BalancesWithoutForeignKeys : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("alter table balances drop constraint if exists fk_balances_provinces_province_code");
        migrationBuilder.Sql("alter table balances drop constraint if exists fk_balances_programmes_programme_code");
    }
}
