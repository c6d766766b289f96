using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>
/// Sums of many amounts may have more digits than each: a full one would have stopped every strike. Columns of SQLite have no width, but
/// the triggers that bound their numbers do.
/// </summary>
[DbContext(typeof(SqliteIndhCoopsContext))]
[Migration("20261129110000_WiderSums")]
public sealed class WiderSums : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var operation in (string[])["insert", "update"])
        {
            migrationBuilder.Sql($"drop trigger statements_values_{operation}");
            migrationBuilder.Sql(
                $"""
                create trigger statements_values_{operation} before {operation} on statements begin
                    select case
                        when not (typeof(new."beneficiaries") in ('integer', 'null') and abs(new."beneficiaries") <= 2147483647) then raise(abort, 'No number that can be read: statements.beneficiaries')
                        when not (typeof(new."computed_cooperatives") in ('integer', 'null') and abs(new."computed_cooperatives") <= 2147483647) then raise(abort, 'No number that can be read: statements.computed_cooperatives')
                        when not (typeof(new."computed_indh_contribution") in ('integer', 'null') and abs(new."computed_indh_contribution") < 1000000000000000000) then raise(abort, 'No number that can be read: statements.computed_indh_contribution')
                        when not (typeof(new."computed_projects") in ('integer', 'null') and abs(new."computed_projects") <= 2147483647) then raise(abort, 'No number that can be read: statements.computed_projects')
                        when not (typeof(new."computed_total_cost") in ('integer', 'null') and abs(new."computed_total_cost") < 1000000000000000000) then raise(abort, 'No number that can be read: statements.computed_total_cost')
                        when not (typeof(new."cooperatives") in ('integer', 'null') and abs(new."cooperatives") <= 2147483647) then raise(abort, 'No number that can be read: statements.cooperatives')
                        when not (typeof(new."from") in ('text', 'null') and new."from" between '1900-01-01' and '2200-12-31' and new."from" is date(new."from")) then raise(abort, 'No day that can be read: statements.from')
                        when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: statements.id')
                        when not (typeof(new."indh_contribution") in ('integer', 'null') and abs(new."indh_contribution") < 100000000000000) then raise(abort, 'No number that can be read: statements.indh_contribution')
                        when not (typeof(new."jobs") in ('integer', 'null') and abs(new."jobs") <= 2147483647) then raise(abort, 'No number that can be read: statements.jobs')
                        when not (typeof(new."projects") in ('integer', 'null') and abs(new."projects") <= 2147483647) then raise(abort, 'No number that can be read: statements.projects')
                        when not (typeof(new."to") in ('text', 'null') and new."to" between '1900-01-01' and '2200-12-31' and new."to" is date(new."to")) then raise(abort, 'No day that can be read: statements.to')
                        when not (typeof(new."total_cost") in ('integer', 'null') and abs(new."total_cost") < 100000000000000) then raise(abort, 'No number that can be read: statements.total_cost')
                    end;
                end
                """);
            migrationBuilder.Sql($"drop trigger strikes_values_{operation}");
            migrationBuilder.Sql(
                $"""
                create trigger strikes_values_{operation} before {operation} on strikes begin
                    select case
                        when not (typeof(new."last_recorded_at") in ('integer', 'null') and new."last_recorded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: strikes.last_recorded_at')
                        when not (typeof(new."later_movements") = 'integer' and abs(new."later_movements") <= 2147483647) then raise(abort, 'No number that can be read: strikes.later_movements')
                        when not (typeof(new."movements") = 'integer' and abs(new."movements") <= 2147483647) then raise(abort, 'No number that can be read: strikes.movements')
                        when not (typeof(new."number") = 'integer' and abs(new."number") <= 2147483647) then raise(abort, 'No number that can be read: strikes.number')
                        when not (typeof(new."struck_at") = 'integer' and new."struck_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: strikes.struck_at')
                        when not (typeof(new."uncommitted_amount") = 'integer' and abs(new."uncommitted_amount") < 1000000000000000000) then raise(abort, 'No number that can be read: strikes.uncommitted_amount')
                        when not (typeof(new."uncommitted_grants") = 'integer' and abs(new."uncommitted_grants") <= 2147483647) then raise(abort, 'No number that can be read: strikes.uncommitted_grants')
                    end;
                end
                """);
        }
    }
}
