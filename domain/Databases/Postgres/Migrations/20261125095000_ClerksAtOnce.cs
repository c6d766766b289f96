using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>Two clerks who record on one grant at once no longer run into a deadlock. The model stays as it is.</summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261125095000_ClerksAtOnce")]
public sealed class ClerksAtOnce : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create or replace function ledger_never_overdrawn() returns trigger language plpgsql as $$
        declare
            available numeric;
            outstanding numeric;
        begin
            -- Two clerks who record on one grant at once wait for each other here. Both hold its key by now, as their movements
            -- refer to it: a lock on the key too would have each wait for the other for ever.
            perform 1 from grants where id = new.grant_id for no key update;
            select
                sum(case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end),
                sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end)
            into available, outstanding from movements where grant_id = new.grant_id;
            if available < 0 or outstanding < 0 then
                raise exception 'More would be disbursed than is committed, or more refunded than was disbursed.' using errcode = 'check_violation';
            end if;
            return null;
        end $$
        """);
}
