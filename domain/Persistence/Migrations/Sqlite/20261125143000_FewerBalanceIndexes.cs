using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Persistence.Migrations.Sqlite;

/// <summary>Two indexes of balances took a fifth of the time of a first strike and saved readers next to nothing: a province has hundreds of balances, a programme a fifth of all.</summary>
[DbContext(typeof(SqliteIndhCoopsContext))]
[Migration("20261125143000_FewerBalanceIndexes")]
public sealed class FewerBalanceIndexes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_balances_province_code_month_id", "balances");
        migrationBuilder.DropIndex("ix_balances_programme_code_id", "balances");
        migrationBuilder.CreateIndex("ix_balances_programme_code", "balances", "programme_code");
    }
}
