using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>
/// Movements have a reference, once per grant. The ledger is sound on every day and not only in the end, in the order in which movements were recorded;
/// their days lie within bounds. A movement cannot be truncated or replaced, and no column holds a value that programs cannot read.
/// Rows that break these rules already stay as they are: `check-ledger` of the functions lists them.
/// </summary>
public sealed partial class MovementReferences : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("reference", "movements", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>("reference_search", "movements", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.CreateIndex("ix_movements_reference_grant_id", "movements", ["reference", "grant_id"], unique: true, filter: "reference is not null");
        AddEntries(migrationBuilder);
        AddLimits(migrationBuilder);
        ReplaceTriggers(migrationBuilder);
        AddChecks(migrationBuilder);
    }

    // Movements are numbered as they lie in the table, which is how they came but for what was deleted between. Of one day of a grant, on which
    // the order counts, the time of recording decides.
    private static void AddEntries(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("entry", "movements", type: "bigint", nullable: false)
            .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
        migrationBuilder.Sql(
            """
            alter table movements disable trigger movements_never_edited
            """);
        migrationBuilder.Sql(
            """
            update movements m set entry = o.entry
            from (
                select recorded.id, numbered.entry
                from (select id, grant_id, effective_on, row_number() over (partition by grant_id, effective_on order by recorded_at, id) as place from movements) recorded
                join (select grant_id, effective_on, entry, row_number() over (partition by grant_id, effective_on order by entry) as place from movements) numbered
                    using (grant_id, effective_on, place)) o
            where m.id = o.id and m.entry <> o.entry
            """);
        migrationBuilder.Sql(
            """
            alter table movements enable trigger movements_never_edited
            """);
    }

    private static void AddLimits(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ledger_limits",
            table => new { id = table.Column<int>("integer"), days_ahead = table.Column<int>("integer") },
            constraints: table =>
            {
                table.PrimaryKey("pk_ledger_limits", row => row.id);
                table.CheckConstraint("ck_ledger_limits_days_ahead", "days_ahead between 0 and 366");
                table.CheckConstraint("ck_ledger_limits_one_row", "id = 1");
            });
        migrationBuilder.Sql("insert into ledger_limits (id, days_ahead) values (1, 31)");
    }

    private static void ReplaceTriggers(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop trigger movements_never_overdrawn on movements");
        migrationBuilder.Sql("drop function ledger_never_overdrawn()");
        migrationBuilder.Sql(
            """
            create function ledger_enter() returns trigger language plpgsql as $$
            declare
                first_day date;
                last_day date;
            begin
                if current_setting('transaction_isolation') <> 'read committed' then
                    raise exception 'Movements are recorded in transactions of the level READ COMMITTED: others would not see what was recorded meanwhile.' using errcode = 'invalid_transaction_state';
                end if;

                -- Two clerks who record on one grant at once wait for each other here, before their movements refer to it and hold its key.
                select greatest(g.awarded_on, case when g.awarded_on is null then make_date(p.start_year, 1, 1) end, (select make_date(min(start_year), 1, 1) from phase_periods))
                into first_day from grants g left join programmes p on p.code = g.programme_code where g.id = new.grant_id for no key update of g;
                if new.effective_on < first_day then
                    raise exception 'The movement would take effect before the award of its grant, or before its programme or the INDH.' using errcode = 'check_violation', constraint = 'ledger_days';
                end if;

                -- Morocco is at most an hour ahead of UTC.
                select (now() at time zone 'UTC' + interval '1 hour')::date + days_ahead into last_day from ledger_limits;
                if new.effective_on > last_day then
                    raise exception 'The movement would take effect too far ahead.' using errcode = 'check_violation', constraint = 'ledger_days';
                end if;

                -- The order in which movements are recorded is that in which they come through here, whatever the clocks of the servers say.
                new.entry := nextval('movements_entry_seq');
                return new;
            end $$
            """);
        migrationBuilder.Sql(
            """
            create trigger movements_enter before insert on movements for each row execute function ledger_enter()
            """);
        migrationBuilder.Sql(
            """
            create function ledger_sound() returns trigger language plpgsql as $$
            begin
                -- What a movement takes must be there from its place on: on its day after what was recorded before it, and at every later point.
                if exists (
                    select 1
                    from (
                        select grant_id, effective_on, entry,
                            sum(case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end) over ledger as available,
                            sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end) over ledger as outstanding
                        from movements where amount <> 'NaN' and grant_id in (select grant_id from added where kind <> 'COMMITMENT')
                        window ledger as (partition by grant_id order by effective_on, entry)) point
                    where (available < 0 or outstanding < 0) and exists (
                        select 1 from added a
                        where a.grant_id = point.grant_id and (a.effective_on, a.entry) <= (point.effective_on, point.entry)
                            and case when a.kind = 'REFUND' then outstanding < 0 when a.kind = 'COMMITMENT' or (a.kind = 'AMENDMENT' and a.amount > 0) then false else available < 0 end))
                then
                    raise exception 'More would be disbursed than is committed, or more refunded than was disbursed.' using errcode = 'check_violation', constraint = 'ledger_sound';
                end if;
                return null;
            end $$
            """);
        migrationBuilder.Sql(
            """
            create trigger movements_sound after insert on movements referencing new table as added for each statement execute function ledger_sound()
            """);
        migrationBuilder.Sql(
            """
            create trigger movements_never_truncated before truncate on movements for each statement execute function ledger_never_edited()
            """);

        // The functions look for their tables where they are, and not among the temporary ones of whoever inserts, and read what a clerk may not.
        migrationBuilder.Sql(
            """
            do $$
            declare
                name text;
            begin
                foreach name in array array['ledger_enter', 'ledger_sound', 'movements_unstruck', 'grant_dates_explained'] loop
                    execute format('alter function %I() security definer set search_path = %I, pg_temp', name, current_schema());
                end loop;
            end $$
            """);
    }

    // Rows that break a check already stay: it then holds for new rows only, and is not valid for all.
    private static void AddChecks(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            alter table balances
                add constraint ck_balances_month_day check ("month" between date '1900-01-01' and date '2200-12-31') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table grants
                add constraint ck_grants_amount_number check ("amount" <> 'NaN') not valid,
                add constraint ck_grants_awarded_on_day check ("awarded_on" between date '1900-01-01' and date '2200-12-31') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table loaded_data
                add constraint ck_loaded_data_loaded_at_moment check ("loaded_at" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table movements
                add constraint ck_movements_amount_number check ("amount" <> 'NaN') not valid,
                add constraint ck_movements_effective_on_day check ("effective_on" between date '1900-01-01' and date '2200-12-31') not valid,
                add constraint ck_movements_recorded_at_moment check ("recorded_at" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00') not valid,
                add constraint ck_movements_reference check (length(reference) between 1 and 100 and reference = btrim(reference)) not valid
            """);
        migrationBuilder.Sql(
            """
            alter table observations
                add constraint ck_observations_observed_on_day check ("observed_on" between date '1900-01-01' and date '2200-12-31') not valid,
                add constraint ck_observations_value_number check ("value" <> 'NaN') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table phase_periods
                add constraint ck_phase_periods_envelope_number check ("envelope" <> 'NaN') not valid,
                add constraint ck_phase_periods_launched_on_day check ("launched_on" between date '1900-01-01' and date '2200-12-31') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table programmes
                add constraint ck_programmes_envelope_number check ("envelope" <> 'NaN') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table projects
                add constraint ck_projects_approved_on_day check ("approved_on" between date '1900-01-01' and date '2200-12-31') not valid,
                add constraint ck_projects_total_cost_number check ("total_cost" <> 'NaN') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table reports
                add constraint ck_reports_period_day check ("period" between date '1900-01-01' and date '2200-12-31') not valid,
                add constraint ck_reports_struck_at_moment check ("struck_at" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table statements
                add constraint ck_statements_computed_indh_contribution_number check ("computed_indh_contribution" <> 'NaN') not valid,
                add constraint ck_statements_computed_total_cost_number check ("computed_total_cost" <> 'NaN') not valid,
                add constraint ck_statements_from_day check ("from" between date '1900-01-01' and date '2200-12-31') not valid,
                add constraint ck_statements_indh_contribution_number check ("indh_contribution" <> 'NaN') not valid,
                add constraint ck_statements_to_day check ("to" between date '1900-01-01' and date '2200-12-31') not valid,
                add constraint ck_statements_total_cost_number check ("total_cost" <> 'NaN') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table strikes
                add constraint ck_strikes_last_recorded_at_moment check ("last_recorded_at" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00') not valid,
                add constraint ck_strikes_struck_at_moment check ("struck_at" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00') not valid,
                add constraint ck_strikes_uncommitted_amount_number check ("uncommitted_amount" <> 'NaN') not valid
            """);
        migrationBuilder.Sql(
            """
            alter table struck_months
                add constraint ck_struck_months_month_day check ("month" between date '1900-01-01' and date '2200-12-31') not valid
            """);
        migrationBuilder.Sql(
            """
            do $$
            declare
                unproved record;
            begin
                for unproved in select conrelid::regclass as "table", conname from pg_constraint where connamespace = current_schema()::regnamespace and contype = 'c' and not convalidated loop
                    begin
                        execute format('alter table %s validate constraint %I', unproved."table", unproved.conname);
                    exception when check_violation then
                        raise warning 'Rows of % break % and stay as they are.', unproved."table", unproved.conname;
                    end;
                end loop;
            end $$
            """);
    }
}
