using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>A strike of balances finds the first commitment of each grant in this index alone, rather than among all movements.</summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261126050000_CommitmentIndex")]
public sealed class CommitmentIndex : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("ix_movements_grant_id_effective_on", "movements", ["grant_id", "effective_on"], filter: "kind = 'COMMITMENT'");
}
