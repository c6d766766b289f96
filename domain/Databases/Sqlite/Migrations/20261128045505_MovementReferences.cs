using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

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
        migrationBuilder.AddColumn<string>("reference", "movements", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>("reference_search", "movements", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.CreateIndex("ix_movements_reference_grant_id", "movements", ["reference", "grant_id"], unique: true, filter: "reference is not null");
        migrationBuilder.CreateTable(
            "ledger_limits",
            table => new { id = table.Column<int>("INTEGER"), days_ahead = table.Column<int>("INTEGER") },
            constraints: table =>
            {
                table.PrimaryKey("pk_ledger_limits", row => row.id);
                table.CheckConstraint("ck_ledger_limits_days_ahead", "days_ahead between 0 and 366");
                table.CheckConstraint("ck_ledger_limits_one_row", "id = 1");
            });
        migrationBuilder.Sql("insert into ledger_limits (id, days_ahead) values (1, 31)");
        ReplaceTriggers(migrationBuilder);
        AddValueTriggers(migrationBuilder);
    }

    private static void ReplaceTriggers(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop trigger movements_never_overdrawn");

        // INSERT OR REPLACE deletes the row that is in its way without asking the trigger of deletes. Foreign keys hold only on connections that want them.
        migrationBuilder.Sql(
            """
            create trigger movements_enter before insert on movements begin
                select case
                    when exists (select 1 from movements where id = new.id) or exists (select 1 from movements where rowid = new.rowid)
                        then raise(abort, 'A movement is never edited or deleted; record another one that corrects it.')
                    when exists (select 1 from movements where reference = new.reference and grant_id = new.grant_id)
                        then raise(abort, 'The grant has a movement under this reference.')
                    when new.reference is not null and (length(new.reference) not between 1 and 100 or new.reference <> trim(new.reference))
                        then raise(abort, 'A reference has 1 to 100 characters, and no spaces around it.')
                    when not exists (select 1 from grants where id = new.grant_id)
                        then raise(abort, 'A movement is of a grant.')
                    when new.effective_on < (
                        select max(coalesce(g.awarded_on, printf('%04d-01-01', p.start_year)), (select printf('%04d-01-01', min(start_year)) from phase_periods))
                        from grants g left join programmes p on p.code = g.programme_code where g.id = new.grant_id)
                        then raise(abort, 'The movement would take effect before the award of its grant, or before its programme or the INDH.')
                    -- Morocco is at most an hour ahead of UTC.
                    when new.effective_on > (select date('now', '+1 hour', '+' || days_ahead || ' days') from ledger_limits)
                        then raise(abort, 'The movement would take effect too far ahead.')
                end;
            end
            """);

        // What a movement takes must be there from its place on: on its day after what was recorded before it, and at every later point. The rowid is
        // the order in which movements are recorded, and so nobody may choose one.
        migrationBuilder.Sql(
            """
            create trigger movements_sound after insert on movements begin
                select raise(abort, 'Movements are numbered as they are recorded: insert them without a rowid.')
                where new.rowid <> 1 + coalesce((select rowid from movements where rowid <> new.rowid order by rowid desc limit 1), 0);
                select raise(abort, 'More would be disbursed than is committed, or more refunded than was disbursed.') from (
                    select effective_on, rowid as entry,
                        sum(case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end) over ledger as available,
                        sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end) over ledger as outstanding
                    from movements where grant_id = new.grant_id and new.kind <> 'COMMITMENT'
                    window ledger as (order by effective_on, rowid)) point
                where (effective_on, entry) >= (new.effective_on, new.rowid)
                    and case when new.kind = 'REFUND' then outstanding < 0 when new.kind = 'COMMITMENT' or (new.kind = 'AMENDMENT' and new.amount > 0) then 0 else available < 0 end;
            end
            """);
    }

    // Derived from the model by ValueRule: a test says what they are now, where they are not what the model asks for.
    private static void AddValueTriggers(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create trigger balances_values_insert before insert on balances begin
                select case
                    when not (typeof(new."month") = 'text' and new."month" between '1900-01-01' and '2200-12-31' and new."month" is date(new."month")) then raise(abort, 'No day that can be read: balances.month')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger balances_values_update before update on balances begin
                select case
                    when not (typeof(new."month") = 'text' and new."month" between '1900-01-01' and '2200-12-31' and new."month" is date(new."month")) then raise(abort, 'No day that can be read: balances.month')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger strikes_values_insert before insert on strikes begin
                select case
                    when not (typeof(new."last_recorded_at") in ('integer', 'null') and new."last_recorded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: strikes.last_recorded_at')
                    when not (typeof(new."later_movements") = 'integer' and abs(new."later_movements") <= 2147483647) then raise(abort, 'No number that can be read: strikes.later_movements')
                    when not (typeof(new."movements") = 'integer' and abs(new."movements") <= 2147483647) then raise(abort, 'No number that can be read: strikes.movements')
                    when not (typeof(new."number") = 'integer' and abs(new."number") <= 2147483647) then raise(abort, 'No number that can be read: strikes.number')
                    when not (typeof(new."struck_at") = 'integer' and new."struck_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: strikes.struck_at')
                    when not (typeof(new."uncommitted_amount") = 'integer' and abs(new."uncommitted_amount") < 100000000000000) then raise(abort, 'No number that can be read: strikes.uncommitted_amount')
                    when not (typeof(new."uncommitted_grants") = 'integer' and abs(new."uncommitted_grants") <= 2147483647) then raise(abort, 'No number that can be read: strikes.uncommitted_grants')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger strikes_values_update before update on strikes begin
                select case
                    when not (typeof(new."last_recorded_at") in ('integer', 'null') and new."last_recorded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: strikes.last_recorded_at')
                    when not (typeof(new."later_movements") = 'integer' and abs(new."later_movements") <= 2147483647) then raise(abort, 'No number that can be read: strikes.later_movements')
                    when not (typeof(new."movements") = 'integer' and abs(new."movements") <= 2147483647) then raise(abort, 'No number that can be read: strikes.movements')
                    when not (typeof(new."number") = 'integer' and abs(new."number") <= 2147483647) then raise(abort, 'No number that can be read: strikes.number')
                    when not (typeof(new."struck_at") = 'integer' and new."struck_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: strikes.struck_at')
                    when not (typeof(new."uncommitted_amount") = 'integer' and abs(new."uncommitted_amount") < 100000000000000) then raise(abort, 'No number that can be read: strikes.uncommitted_amount')
                    when not (typeof(new."uncommitted_grants") = 'integer' and abs(new."uncommitted_grants") <= 2147483647) then raise(abort, 'No number that can be read: strikes.uncommitted_grants')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger struck_months_values_insert before insert on struck_months begin
                select case
                    when not (typeof(new."is_provisional") = 'integer' and new."is_provisional" in (0, 1)) then raise(abort, 'No flag that can be read: struck_months.is_provisional')
                    when not (typeof(new."month") = 'text' and new."month" between '1900-01-01' and '2200-12-31' and new."month" is date(new."month")) then raise(abort, 'No day that can be read: struck_months.month')
                    when not (typeof(new."strike") = 'integer' and abs(new."strike") <= 2147483647) then raise(abort, 'No number that can be read: struck_months.strike')
                    when not (typeof(new."year") = 'integer' and abs(new."year") <= 2147483647) then raise(abort, 'No number that can be read: struck_months.year')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger struck_months_values_update before update on struck_months begin
                select case
                    when not (typeof(new."is_provisional") = 'integer' and new."is_provisional" in (0, 1)) then raise(abort, 'No flag that can be read: struck_months.is_provisional')
                    when not (typeof(new."month") = 'text' and new."month" between '1900-01-01' and '2200-12-31' and new."month" is date(new."month")) then raise(abort, 'No day that can be read: struck_months.month')
                    when not (typeof(new."strike") = 'integer' and abs(new."strike") <= 2147483647) then raise(abort, 'No number that can be read: struck_months.strike')
                    when not (typeof(new."year") = 'integer' and abs(new."year") <= 2147483647) then raise(abort, 'No number that can be read: struck_months.year')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger unstruck_movements_values_insert before insert on unstruck_movements begin
                select case
                    when not (typeof(new."movement_id") = 'blob' and length(new."movement_id") = 16) then raise(abort, 'No id that can be read: unstruck_movements.movement_id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger unstruck_movements_values_update before update on unstruck_movements begin
                select case
                    when not (typeof(new."movement_id") = 'blob' and length(new."movement_id") = 16) then raise(abort, 'No id that can be read: unstruck_movements.movement_id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger cooperatives_values_insert before insert on cooperatives begin
                select case
                    when not (typeof(new."exports") in ('integer', 'null') and new."exports" in (0, 1)) then raise(abort, 'No flag that can be read: cooperatives.exports')
                    when not (typeof(new."founded_year") in ('integer', 'null') and abs(new."founded_year") <= 2147483647) then raise(abort, 'No number that can be read: cooperatives.founded_year')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: cooperatives.id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger cooperatives_values_update before update on cooperatives begin
                select case
                    when not (typeof(new."exports") in ('integer', 'null') and new."exports" in (0, 1)) then raise(abort, 'No flag that can be read: cooperatives.exports')
                    when not (typeof(new."founded_year") in ('integer', 'null') and abs(new."founded_year") <= 2147483647) then raise(abort, 'No number that can be read: cooperatives.founded_year')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: cooperatives.id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger observations_values_insert before insert on observations begin
                select case
                    when not (typeof(new."cooperative_id") = 'blob' and length(new."cooperative_id") = 16) then raise(abort, 'No id that can be read: observations.cooperative_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: observations.id')
                    when not (typeof(new."observed_on") in ('text', 'null') and new."observed_on" between '1900-01-01' and '2200-12-31' and new."observed_on" is date(new."observed_on")) then raise(abort, 'No day that can be read: observations.observed_on')
                    when not (typeof(new."value") = 'integer' and abs(new."value") < 100000000000000) then raise(abort, 'No number that can be read: observations.value')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger observations_values_update before update on observations begin
                select case
                    when not (typeof(new."cooperative_id") = 'blob' and length(new."cooperative_id") = 16) then raise(abort, 'No id that can be read: observations.cooperative_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: observations.id')
                    when not (typeof(new."observed_on") in ('text', 'null') and new."observed_on" between '1900-01-01' and '2200-12-31' and new."observed_on" is date(new."observed_on")) then raise(abort, 'No day that can be read: observations.observed_on')
                    when not (typeof(new."value") = 'integer' and abs(new."value") < 100000000000000) then raise(abort, 'No number that can be read: observations.value')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger grants_values_insert before insert on grants begin
                select case
                    when not (typeof(new."amount") = 'integer' and abs(new."amount") < 100000000000000) then raise(abort, 'No number that can be read: grants.amount')
                    when not (typeof(new."awarded_on") in ('text', 'null') and new."awarded_on" between '1900-01-01' and '2200-12-31' and new."awarded_on" is date(new."awarded_on")) then raise(abort, 'No day that can be read: grants.awarded_on')
                    when not (typeof(new."cooperative_id") = 'blob' and length(new."cooperative_id") = 16) then raise(abort, 'No id that can be read: grants.cooperative_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: grants.id')
                    when not (typeof(new."project_id") in ('blob', 'null') and length(new."project_id") = 16) then raise(abort, 'No id that can be read: grants.project_id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger grants_values_update before update on grants begin
                select case
                    when not (typeof(new."amount") = 'integer' and abs(new."amount") < 100000000000000) then raise(abort, 'No number that can be read: grants.amount')
                    when not (typeof(new."awarded_on") in ('text', 'null') and new."awarded_on" between '1900-01-01' and '2200-12-31' and new."awarded_on" is date(new."awarded_on")) then raise(abort, 'No day that can be read: grants.awarded_on')
                    when not (typeof(new."cooperative_id") = 'blob' and length(new."cooperative_id") = 16) then raise(abort, 'No id that can be read: grants.cooperative_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: grants.id')
                    when not (typeof(new."project_id") in ('blob', 'null') and length(new."project_id") = 16) then raise(abort, 'No id that can be read: grants.project_id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger ledger_limits_values_insert before insert on ledger_limits begin
                select case
                    when not (typeof(new."days_ahead") = 'integer' and abs(new."days_ahead") <= 2147483647) then raise(abort, 'No number that can be read: ledger_limits.days_ahead')
                    when not (typeof(new."id") = 'integer' and abs(new."id") <= 2147483647) then raise(abort, 'No number that can be read: ledger_limits.id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger ledger_limits_values_update before update on ledger_limits begin
                select case
                    when not (typeof(new."days_ahead") = 'integer' and abs(new."days_ahead") <= 2147483647) then raise(abort, 'No number that can be read: ledger_limits.days_ahead')
                    when not (typeof(new."id") = 'integer' and abs(new."id") <= 2147483647) then raise(abort, 'No number that can be read: ledger_limits.id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger movements_values_insert before insert on movements begin
                select case
                    when not (typeof(new."amount") = 'integer' and abs(new."amount") < 100000000000000) then raise(abort, 'No number that can be read: movements.amount')
                    when not (typeof(new."effective_on") = 'text' and new."effective_on" between '1900-01-01' and '2200-12-31' and new."effective_on" is date(new."effective_on")) then raise(abort, 'No day that can be read: movements.effective_on')
                    when not (typeof(new."grant_id") = 'blob' and length(new."grant_id") = 16) then raise(abort, 'No id that can be read: movements.grant_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: movements.id')
                    when not (typeof(new."recorded_at") = 'integer' and new."recorded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: movements.recorded_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger movements_values_update before update on movements begin
                select case
                    when not (typeof(new."amount") = 'integer' and abs(new."amount") < 100000000000000) then raise(abort, 'No number that can be read: movements.amount')
                    when not (typeof(new."effective_on") = 'text' and new."effective_on" between '1900-01-01' and '2200-12-31' and new."effective_on" is date(new."effective_on")) then raise(abort, 'No day that can be read: movements.effective_on')
                    when not (typeof(new."grant_id") = 'blob' and length(new."grant_id") = 16) then raise(abort, 'No id that can be read: movements.grant_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: movements.id')
                    when not (typeof(new."recorded_at") = 'integer' and new."recorded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: movements.recorded_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger projects_values_insert before insert on projects begin
                select case
                    when not (typeof(new."approved_on") in ('text', 'null') and new."approved_on" between '1900-01-01' and '2200-12-31' and new."approved_on" is date(new."approved_on")) then raise(abort, 'No day that can be read: projects.approved_on')
                    when not (typeof(new."cooperative_id") in ('blob', 'null') and length(new."cooperative_id") = 16) then raise(abort, 'No id that can be read: projects.cooperative_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: projects.id')
                    when not (typeof(new."total_cost") in ('integer', 'null') and abs(new."total_cost") < 100000000000000) then raise(abort, 'No number that can be read: projects.total_cost')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger projects_values_update before update on projects begin
                select case
                    when not (typeof(new."approved_on") in ('text', 'null') and new."approved_on" between '1900-01-01' and '2200-12-31' and new."approved_on" is date(new."approved_on")) then raise(abort, 'No day that can be read: projects.approved_on')
                    when not (typeof(new."cooperative_id") in ('blob', 'null') and length(new."cooperative_id") = 16) then raise(abort, 'No id that can be read: projects.cooperative_id')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: projects.id')
                    when not (typeof(new."total_cost") in ('integer', 'null') and abs(new."total_cost") < 100000000000000) then raise(abort, 'No number that can be read: projects.total_cost')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger loaded_data_values_insert before insert on loaded_data begin
                select case
                    when not (typeof(new."loaded_at") = 'integer' and new."loaded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: loaded_data.loaded_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger loaded_data_values_update before update on loaded_data begin
                select case
                    when not (typeof(new."loaded_at") = 'integer' and new."loaded_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: loaded_data.loaded_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger phase_periods_values_insert before insert on phase_periods begin
                select case
                    when not (typeof(new."end_year") = 'integer' and abs(new."end_year") <= 2147483647) then raise(abort, 'No number that can be read: phase_periods.end_year')
                    when not (typeof(new."envelope") in ('integer', 'null') and abs(new."envelope") < 100000000000000) then raise(abort, 'No number that can be read: phase_periods.envelope')
                    when not (typeof(new."launched_on") in ('text', 'null') and new."launched_on" between '1900-01-01' and '2200-12-31' and new."launched_on" is date(new."launched_on")) then raise(abort, 'No day that can be read: phase_periods.launched_on')
                    when not (typeof(new."start_year") = 'integer' and abs(new."start_year") <= 2147483647) then raise(abort, 'No number that can be read: phase_periods.start_year')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger phase_periods_values_update before update on phase_periods begin
                select case
                    when not (typeof(new."end_year") = 'integer' and abs(new."end_year") <= 2147483647) then raise(abort, 'No number that can be read: phase_periods.end_year')
                    when not (typeof(new."envelope") in ('integer', 'null') and abs(new."envelope") < 100000000000000) then raise(abort, 'No number that can be read: phase_periods.envelope')
                    when not (typeof(new."launched_on") in ('text', 'null') and new."launched_on" between '1900-01-01' and '2200-12-31' and new."launched_on" is date(new."launched_on")) then raise(abort, 'No day that can be read: phase_periods.launched_on')
                    when not (typeof(new."start_year") = 'integer' and abs(new."start_year") <= 2147483647) then raise(abort, 'No number that can be read: phase_periods.start_year')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger programmes_values_insert before insert on programmes begin
                select case
                    when not (typeof(new."end_year") in ('integer', 'null') and abs(new."end_year") <= 2147483647) then raise(abort, 'No number that can be read: programmes.end_year')
                    when not (typeof(new."envelope") in ('integer', 'null') and abs(new."envelope") < 100000000000000) then raise(abort, 'No number that can be read: programmes.envelope')
                    when not (typeof(new."start_year") in ('integer', 'null') and abs(new."start_year") <= 2147483647) then raise(abort, 'No number that can be read: programmes.start_year')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger programmes_values_update before update on programmes begin
                select case
                    when not (typeof(new."end_year") in ('integer', 'null') and abs(new."end_year") <= 2147483647) then raise(abort, 'No number that can be read: programmes.end_year')
                    when not (typeof(new."envelope") in ('integer', 'null') and abs(new."envelope") < 100000000000000) then raise(abort, 'No number that can be read: programmes.envelope')
                    when not (typeof(new."start_year") in ('integer', 'null') and abs(new."start_year") <= 2147483647) then raise(abort, 'No number that can be read: programmes.start_year')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger statements_values_insert before insert on statements begin
                select case
                    when not (typeof(new."beneficiaries") in ('integer', 'null') and abs(new."beneficiaries") <= 2147483647) then raise(abort, 'No number that can be read: statements.beneficiaries')
                    when not (typeof(new."computed_cooperatives") in ('integer', 'null') and abs(new."computed_cooperatives") <= 2147483647) then raise(abort, 'No number that can be read: statements.computed_cooperatives')
                    when not (typeof(new."computed_indh_contribution") in ('integer', 'null') and abs(new."computed_indh_contribution") < 100000000000000) then raise(abort, 'No number that can be read: statements.computed_indh_contribution')
                    when not (typeof(new."computed_projects") in ('integer', 'null') and abs(new."computed_projects") <= 2147483647) then raise(abort, 'No number that can be read: statements.computed_projects')
                    when not (typeof(new."computed_total_cost") in ('integer', 'null') and abs(new."computed_total_cost") < 100000000000000) then raise(abort, 'No number that can be read: statements.computed_total_cost')
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
        migrationBuilder.Sql(
            """
            create trigger statements_values_update before update on statements begin
                select case
                    when not (typeof(new."beneficiaries") in ('integer', 'null') and abs(new."beneficiaries") <= 2147483647) then raise(abort, 'No number that can be read: statements.beneficiaries')
                    when not (typeof(new."computed_cooperatives") in ('integer', 'null') and abs(new."computed_cooperatives") <= 2147483647) then raise(abort, 'No number that can be read: statements.computed_cooperatives')
                    when not (typeof(new."computed_indh_contribution") in ('integer', 'null') and abs(new."computed_indh_contribution") < 100000000000000) then raise(abort, 'No number that can be read: statements.computed_indh_contribution')
                    when not (typeof(new."computed_projects") in ('integer', 'null') and abs(new."computed_projects") <= 2147483647) then raise(abort, 'No number that can be read: statements.computed_projects')
                    when not (typeof(new."computed_total_cost") in ('integer', 'null') and abs(new."computed_total_cost") < 100000000000000) then raise(abort, 'No number that can be read: statements.computed_total_cost')
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
        migrationBuilder.Sql(
            """
            create trigger reports_values_insert before insert on reports begin
                select case
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: reports.id')
                    when not (typeof(new."period") = 'text' and new."period" between '1900-01-01' and '2200-12-31' and new."period" is date(new."period")) then raise(abort, 'No day that can be read: reports.period')
                    when not (typeof(new."revision") = 'integer' and abs(new."revision") <= 2147483647) then raise(abort, 'No number that can be read: reports.revision')
                    when not (typeof(new."strike_number") = 'integer' and abs(new."strike_number") <= 2147483647) then raise(abort, 'No number that can be read: reports.strike_number')
                    when not (typeof(new."struck_at") = 'integer' and new."struck_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: reports.struck_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger reports_values_update before update on reports begin
                select case
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: reports.id')
                    when not (typeof(new."period") = 'text' and new."period" between '1900-01-01' and '2200-12-31' and new."period" is date(new."period")) then raise(abort, 'No day that can be read: reports.period')
                    when not (typeof(new."revision") = 'integer' and abs(new."revision") <= 2147483647) then raise(abort, 'No number that can be read: reports.revision')
                    when not (typeof(new."strike_number") = 'integer' and abs(new."strike_number") <= 2147483647) then raise(abort, 'No number that can be read: reports.strike_number')
                    when not (typeof(new."struck_at") = 'integer' and new."struck_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: reports.struck_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger report_files_values_insert before insert on report_files begin
                select case
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: report_files.id')
                    when not (typeof(new."report_id") = 'blob' and length(new."report_id") = 16) then raise(abort, 'No id that can be read: report_files.report_id')
                    when not (typeof(new."rows") in ('integer', 'null') and abs(new."rows") <= 2147483647) then raise(abort, 'No number that can be read: report_files.rows')
                    when not (typeof(new."size_bytes") = 'integer') then raise(abort, 'No number that can be read: report_files.size_bytes')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger report_files_values_update before update on report_files begin
                select case
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: report_files.id')
                    when not (typeof(new."report_id") = 'blob' and length(new."report_id") = 16) then raise(abort, 'No id that can be read: report_files.report_id')
                    when not (typeof(new."rows") in ('integer', 'null') and abs(new."rows") <= 2147483647) then raise(abort, 'No number that can be read: report_files.rows')
                    when not (typeof(new."size_bytes") = 'integer') then raise(abort, 'No number that can be read: report_files.size_bytes')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger provinces_values_insert before insert on provinces begin
                select case
                    when not (typeof(new."population") = 'integer' and abs(new."population") <= 2147483647) then raise(abort, 'No number that can be read: provinces.population')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger provinces_values_update before update on provinces begin
                select case
                    when not (typeof(new."population") = 'integer' and abs(new."population") <= 2147483647) then raise(abort, 'No number that can be read: provinces.population')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger regions_values_insert before insert on regions begin
                select case
                    when not (typeof(new."population") = 'integer' and abs(new."population") <= 2147483647) then raise(abort, 'No number that can be read: regions.population')
                    when not (typeof(new."population2014") = 'integer' and abs(new."population2014") <= 2147483647) then raise(abort, 'No number that can be read: regions.population2014')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger regions_values_update before update on regions begin
                select case
                    when not (typeof(new."population") = 'integer' and abs(new."population") <= 2147483647) then raise(abort, 'No number that can be read: regions.population')
                    when not (typeof(new."population2014") = 'integer' and abs(new."population2014") <= 2147483647) then raise(abort, 'No number that can be read: regions.population2014')
                end;
            end
            """);
    }
}
