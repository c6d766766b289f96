using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Persistence.Migrations.Postgres;

/// <summary>Two clerks who record on one grant at once no longer run into a deadlock. The model stays as it is.</summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261125095000_ClerksAtOnce")]
public sealed class ClerksAtOnce : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(LedgerTriggers.NeverOverdrawnInPostgres);
}
