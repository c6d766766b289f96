using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>
/// What an office enters itself: references, the register and ICE numbers of cooperatives, what a movement takes back and why, when a row was corrected,
/// and the record of who wrote what.
/// </summary>
public sealed partial class OfficeData : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "reference", table: "projects", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "projects", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<long>(name: "updated_at", table: "projects", type: "INTEGER", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference", table: "observations", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "observations", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<long>(name: "updated_at", table: "observations", type: "INTEGER", nullable: true);
        migrationBuilder.AddColumn<string>(name: "document", table: "movements", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "document_search", table: "movements", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>(name: "reason", table: "movements", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reason_search", table: "movements", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<byte[]>(name: "reverses_id", table: "movements", type: "BLOB", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference", table: "grants", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "grants", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<long>(name: "updated_at", table: "grants", type: "INTEGER", nullable: true);
        migrationBuilder.AddColumn<string>(name: "ice", table: "cooperatives", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "ice_search", table: "cooperatives", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>(name: "legal_form", table: "cooperatives", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "legal_form_search", table: "cooperatives", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>(name: "name_arabic", table: "cooperatives", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "name_arabic_search", table: "cooperatives", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>(name: "reference", table: "cooperatives", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "cooperatives", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>(name: "register_number", table: "cooperatives", type: "TEXT", nullable: true);
        migrationBuilder.AddColumn<string>(name: "register_number_search", table: "cooperatives", type: "TEXT", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<long>(name: "updated_at", table: "cooperatives", type: "INTEGER", nullable: true);
        migrationBuilder.AddColumn<bool>(name: "womens", table: "cooperatives", type: "INTEGER", nullable: true);

        migrationBuilder.CreateTable(
            name: "imports",
            columns: table => new
            {
                id = table.Column<byte[]>(type: "BLOB", nullable: false),
                file_name = table.Column<string>(type: "TEXT", nullable: false),
                sha256 = table.Column<string>(type: "TEXT", nullable: false),
                imported_at = table.Column<long>(type: "INTEGER", nullable: false),
                outcome = table.Column<string>(type: "TEXT", nullable: false),
                new_rows = table.Column<int>(type: "INTEGER", nullable: false),
                changed_rows = table.Column<int>(type: "INTEGER", nullable: false),
                same_rows = table.Column<int>(type: "INTEGER", nullable: false),
                refused_rows = table.Column<int>(type: "INTEGER", nullable: false),
                message = table.Column<string>(type: "TEXT", nullable: true),
                subject = table.Column<string>(type: "TEXT", nullable: true),
                client = table.Column<string>(type: "TEXT", nullable: true),
                file_name_search = table.Column<string>(type: "TEXT", nullable: false),
                message_search = table.Column<string>(type: "TEXT", nullable: false),
                sha256_search = table.Column<string>(type: "TEXT", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_imports", x => x.id);
                table.CheckConstraint("ck_imports_outcome", "outcome in ('ACCEPTED', 'ACCEPTED_SOUND', 'UNCHANGED', 'REFUSED')");
                table.CheckConstraint("ck_imports_rows", "new_rows >= 0 and changed_rows >= 0 and same_rows >= 0 and refused_rows >= 0 and length(sha256) = 64");
            });

        migrationBuilder.CreateTable(
            name: "office_references",
            columns: table => new
            {
                type = table.Column<string>(type: "TEXT", nullable: false),
                province_code = table.Column<string>(type: "TEXT", nullable: false),
                reference = table.Column<string>(type: "TEXT", nullable: false),
                row_id = table.Column<byte[]>(type: "BLOB", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_office_references", x => new { x.type, x.province_code, x.reference });
                table.CheckConstraint("ck_office_references_reference", "length(reference) between 1 and 100 and reference = trim(reference)");
                table.CheckConstraint("ck_office_references_type", "type in ('COOPERATIVE', 'PROJECT', 'GRANT', 'OBSERVATION')");
            });

        migrationBuilder.CreateTable(
            name: "changes",
            columns: table => new
            {
                id = table.Column<byte[]>(type: "BLOB", nullable: false),
                at = table.Column<long>(type: "INTEGER", nullable: false),
                type = table.Column<string>(type: "TEXT", nullable: false),
                row_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                field = table.Column<string>(type: "TEXT", nullable: true),
                old = table.Column<string>(type: "TEXT", nullable: true),
                @new = table.Column<string>(name: "new", type: "TEXT", nullable: true),
                import_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                mutation = table.Column<string>(type: "TEXT", nullable: true),
                reason = table.Column<string>(type: "TEXT", nullable: true),
                subject = table.Column<string>(type: "TEXT", nullable: true),
                client = table.Column<string>(type: "TEXT", nullable: true),
                client_search = table.Column<string>(type: "TEXT", nullable: false),
                field_search = table.Column<string>(type: "TEXT", nullable: false),
                mutation_search = table.Column<string>(type: "TEXT", nullable: false),
                new_search = table.Column<string>(type: "TEXT", nullable: false),
                old_search = table.Column<string>(type: "TEXT", nullable: false),
                reason_search = table.Column<string>(type: "TEXT", nullable: false),
                subject_search = table.Column<string>(type: "TEXT", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_changes", x => x.id);
                table.CheckConstraint("ck_changes_type", "type in ('COOPERATIVE', 'PROJECT', 'GRANT', 'MOVEMENT', 'OBSERVATION', 'IMPORT')");
                table.ForeignKey(
                    name: "fk_changes_imports_import_id",
                    column: x => x.import_id,
                    principalTable: "imports",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex(name: "ix_projects_reference", table: "projects", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_projects_updated_at", table: "projects", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.CreateIndex(name: "ix_observations_reference", table: "observations", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_observations_updated_at", table: "observations", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.CreateIndex(name: "ix_movements_reverses_id", table: "movements", column: "reverses_id", unique: true, filter: "reverses_id is not null");
        migrationBuilder.CreateIndex(name: "ix_grants_reference", table: "grants", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_grants_updated_at", table: "grants", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.CreateIndex(name: "ix_cooperatives_reference", table: "cooperatives", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_cooperatives_updated_at", table: "cooperatives", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.CreateIndex(name: "ix_changes_at_id", table: "changes", columns: new[] { "at", "id" });
        migrationBuilder.CreateIndex(name: "ix_changes_import_id_id", table: "changes", columns: new[] { "import_id", "id" });
        migrationBuilder.CreateIndex(name: "ix_changes_row_id_at", table: "changes", columns: new[] { "row_id", "at" });
        migrationBuilder.CreateIndex(name: "ix_imports_imported_at_id", table: "imports", columns: new[] { "imported_at", "id" });
        migrationBuilder.CreateIndex(name: "ix_imports_sha256", table: "imports", column: "sha256");

        AddRules(migrationBuilder);
        AddValueTriggers(migrationBuilder);
    }

    private static void AddRules(MigrationBuilder migrationBuilder)
    {
        // INSERT OR REPLACE deletes the row that is in its way without asking the trigger of deletes.
        migrationBuilder.Sql(
            """
            create trigger movements_reverse before insert on movements when new.reverses_id is not null begin
                select raise(abort, 'The movement is taken back already.') from movements where reverses_id = new.reverses_id;
                select raise(abort, 'A movement takes back an earlier one of its grant: it is the opposite, of the same amount.')
                where not exists (
                    select 1 from movements m
                    where m.id = new.reverses_id and m.grant_id = new.grant_id and m.effective_on <= new.effective_on
                        and new.kind = case m.kind when 'COMMITMENT' then 'CANCELLATION' when 'CANCELLATION' then 'COMMITMENT' when 'DISBURSEMENT' then 'REFUND' when 'REFUND' then 'DISBURSEMENT' else m.kind end
                        and new.amount = case m.kind when 'AMENDMENT' then -m.amount else m.amount end);
            end
            """);

        foreach (var operation in (string[])["update", "delete"])
        {
            migrationBuilder.Sql($"create trigger changes_never_{operation}d before {operation} on changes begin select raise(abort, 'An entry of changes is never edited or deleted.'); end");
        }

        migrationBuilder.Sql(
            """
            create trigger changes_never_replaced before insert on changes begin
                select raise(abort, 'An entry of changes is never edited or deleted.') from changes where id = new.id or rowid = new.rowid;
            end
            """);

        foreach (var operation in (string[])["insert", "update"])
        {
            migrationBuilder.Sql(
                $"""
                create trigger cooperatives_ice_{operation} before {operation} on cooperatives when new.ice is not null begin
                    select raise(abort, 'An ICE has 15 digits.') where length(new.ice) <> 15 or new.ice glob '*[^0-9]*';
                end
                """);
        }

        AddReferenceRules(migrationBuilder);
    }

    // Once per province. Of the demonstration nothing is kept: it is replaced as a whole.
    private static void AddReferenceRules(MigrationBuilder migrationBuilder)
    {
        const string OfCooperative = "(select province_code from cooperatives where id = new.cooperative_id)";
        foreach (var (table, column, province) in ((string, string, string)[])
            [("cooperatives", "province_code", "new.province_code"), ("projects", "province_code", "new.province_code"), ("grants", "cooperative_id", OfCooperative), ("observations", "cooperative_id", OfCooperative)])
        {
            var type = table[..^1].ToUpperInvariant();
            foreach (var (name, operation) in ((string, string)[])[("insert", "insert"), ("update", $"update of reference, {column}, data_source")])
            {
                migrationBuilder.Sql(
                    $"""
                    create trigger {table}_reference_{name} after {operation} on {table} when new.reference is not null and new.data_source <> 'SYNTHETIC' begin
                        select raise(abort, 'The province has given this reference to another row.')
                        from office_references where type = '{type}' and province_code = {province} and reference = new.reference and row_id <> new.id;
                        insert into office_references (type, province_code, reference, row_id)
                        select '{type}', {province}, new.reference, new.id
                        where not exists (select 1 from office_references where type = '{type}' and province_code = {province} and reference = new.reference);
                    end
                    """);
            }

            migrationBuilder.Sql(
                $"""
                create trigger {table}_reference_stays before update of reference on {table} when old.reference is not null and new.reference is not old.reference begin
                    select raise(abort, 'A reference that was given stays.');
                end
                """);
        }

        migrationBuilder.Sql(
            """
            create trigger cooperatives_moved after update of province_code on cooperatives when new.province_code is not old.province_code begin
                select raise(abort, 'The province has given this reference to another row.')
                from (
                    select 'GRANT' as type, reference, id from grants where cooperative_id = new.id and reference is not null and data_source <> 'SYNTHETIC'
                    union all select 'OBSERVATION', reference, id from observations where cooperative_id = new.id and reference is not null and data_source <> 'SYNTHETIC') moved
                join office_references given on given.type = moved.type and given.province_code = new.province_code and given.reference = moved.reference and given.row_id <> moved.id;
                insert into office_references (type, province_code, reference, row_id)
                select moved.type, new.province_code, moved.reference, moved.id
                from (
                    select 'GRANT' as type, reference, id from grants where cooperative_id = new.id and reference is not null and data_source <> 'SYNTHETIC'
                    union all select 'OBSERVATION', reference, id from observations where cooperative_id = new.id and reference is not null and data_source <> 'SYNTHETIC') moved
                where not exists (select 1 from office_references given where given.type = moved.type and given.province_code = new.province_code and given.reference = moved.reference);
            end
            """);
    }

    // Derived from the model by ValueRule, as in the migrations before: these tables have more columns now, or are new.
    private static void AddValueTriggers(MigrationBuilder migrationBuilder)
    {
        foreach (var table in (string[])["cooperatives", "grants", "movements", "observations", "projects"])
        {
            migrationBuilder.Sql($"drop trigger {table}_values_insert");
            migrationBuilder.Sql($"drop trigger {table}_values_update");
        }

        migrationBuilder.Sql(
            """
            create trigger changes_values_insert before insert on changes begin
                select case
                    when not (typeof(new."at") = 'integer' and new."at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: changes.at')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: changes.id')
                    when not (typeof(new."import_id") in ('blob', 'null') and length(new."import_id") = 16) then raise(abort, 'No id that can be read: changes.import_id')
                    when not (typeof(new."row_id") = 'blob' and length(new."row_id") = 16) then raise(abort, 'No id that can be read: changes.row_id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger changes_values_update before update on changes begin
                select case
                    when not (typeof(new."at") = 'integer' and new."at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: changes.at')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: changes.id')
                    when not (typeof(new."import_id") in ('blob', 'null') and length(new."import_id") = 16) then raise(abort, 'No id that can be read: changes.import_id')
                    when not (typeof(new."row_id") = 'blob' and length(new."row_id") = 16) then raise(abort, 'No id that can be read: changes.row_id')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: cooperatives.updated_at')
                    when not (typeof(new."womens") in ('integer', 'null') and new."womens" in (0, 1)) then raise(abort, 'No flag that can be read: cooperatives.womens')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: cooperatives.updated_at')
                    when not (typeof(new."womens") in ('integer', 'null') and new."womens" in (0, 1)) then raise(abort, 'No flag that can be read: cooperatives.womens')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: observations.updated_at')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: observations.updated_at')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: grants.updated_at')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: grants.updated_at')
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
                    when not (typeof(new."reverses_id") in ('blob', 'null') and length(new."reverses_id") = 16) then raise(abort, 'No id that can be read: movements.reverses_id')
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
                    when not (typeof(new."reverses_id") in ('blob', 'null') and length(new."reverses_id") = 16) then raise(abort, 'No id that can be read: movements.reverses_id')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: projects.updated_at')
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
                    when not (typeof(new."updated_at") in ('integer', 'null') and new."updated_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: projects.updated_at')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger imports_values_insert before insert on imports begin
                select case
                    when not (typeof(new."changed_rows") = 'integer' and abs(new."changed_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.changed_rows')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: imports.id')
                    when not (typeof(new."imported_at") = 'integer' and new."imported_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: imports.imported_at')
                    when not (typeof(new."new_rows") = 'integer' and abs(new."new_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.new_rows')
                    when not (typeof(new."refused_rows") = 'integer' and abs(new."refused_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.refused_rows')
                    when not (typeof(new."same_rows") = 'integer' and abs(new."same_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.same_rows')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger imports_values_update before update on imports begin
                select case
                    when not (typeof(new."changed_rows") = 'integer' and abs(new."changed_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.changed_rows')
                    when not (typeof(new."id") = 'blob' and length(new."id") = 16) then raise(abort, 'No id that can be read: imports.id')
                    when not (typeof(new."imported_at") = 'integer' and new."imported_at" between -2208988800000000 and 7289654399999999) then raise(abort, 'No moment that can be read: imports.imported_at')
                    when not (typeof(new."new_rows") = 'integer' and abs(new."new_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.new_rows')
                    when not (typeof(new."refused_rows") = 'integer' and abs(new."refused_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.refused_rows')
                    when not (typeof(new."same_rows") = 'integer' and abs(new."same_rows") <= 2147483647) then raise(abort, 'No number that can be read: imports.same_rows')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger office_references_values_insert before insert on office_references begin
                select case
                    when not (typeof(new."row_id") = 'blob' and length(new."row_id") = 16) then raise(abort, 'No id that can be read: office_references.row_id')
                end;
            end
            """);
        migrationBuilder.Sql(
            """
            create trigger office_references_values_update before update on office_references begin
                select case
                    when not (typeof(new."row_id") = 'blob' and length(new."row_id") = 16) then raise(abort, 'No id that can be read: office_references.row_id')
                end;
            end
            """);
    }
}
