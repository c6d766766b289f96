using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>Sums of many amounts may have more digits than each: a full one would have stopped every strike.</summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261129110000_WiderSums")]
public sealed class WiderSums : Migration
{
    private static readonly string[] Month = ["opening", "committed", "amended", "disbursed", "refunded", "cancelled", "closing", "total_cost", "indh_contribution"];
    private static readonly string[] ToDate = ["committed", "amended", "disbursed", "refunded", "cancelled", "total_cost", "indh_contribution"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // With more digits before the same decimals, PostgreSQL keeps the rows as they are.
        Widen(migrationBuilder, "balances", [.. Month, .. ToDate.Select(column => $"year_to_date_{column}"), .. ToDate.Select(column => $"phase_to_date_{column}")]);
        Widen(migrationBuilder, "strikes", ["uncommitted_amount"]);

        // A column that another one is computed from keeps its type.
        migrationBuilder.Sql("alter table statements drop column gap_total_cost, drop column gap_indh_contribution");
        Widen(migrationBuilder, "statements", ["computed_total_cost", "computed_indh_contribution"]);
        migrationBuilder.Sql(
            """
            alter table statements
                add column gap_total_cost numeric(18,2) generated always as (total_cost - computed_total_cost) stored,
                add column gap_indh_contribution numeric(18,2) generated always as (indh_contribution - computed_indh_contribution) stored
            """);
    }

    private static void Widen(MigrationBuilder migrationBuilder, string table, string[] columns) =>
        migrationBuilder.Sql($"alter table {table} {string.Join(", ", columns.Select(column => $"alter column {column} type numeric(18,2)"))}");
}
