using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>
/// What an office enters itself: references, the register and ICE numbers of cooperatives, what a movement takes back and why, when a row was corrected,
/// and the record of who wrote what.
/// </summary>
public sealed partial class OfficeData : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "reference", table: "projects", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "projects", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<DateTimeOffset>(name: "updated_at", table: "projects", type: "timestamp with time zone", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference", table: "observations", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "observations", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<DateTimeOffset>(name: "updated_at", table: "observations", type: "timestamp with time zone", nullable: true);
        migrationBuilder.AddColumn<string>(name: "document", table: "movements", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "document_search", table: "movements", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<string>(name: "reason", table: "movements", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "reason_search", table: "movements", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<Guid>(name: "reverses_id", table: "movements", type: "uuid", nullable: true);
        migrationBuilder.AddColumn<string>(name: "reference", table: "grants", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "grants", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<DateTimeOffset>(name: "updated_at", table: "grants", type: "timestamp with time zone", nullable: true);
        migrationBuilder.AddColumn<string>(name: "ice", table: "cooperatives", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "ice_search", table: "cooperatives", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<string>(name: "legal_form", table: "cooperatives", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "legal_form_search", table: "cooperatives", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<string>(name: "name_arabic", table: "cooperatives", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "name_arabic_search", table: "cooperatives", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<string>(name: "reference", table: "cooperatives", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "reference_search", table: "cooperatives", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<string>(name: "register_number", table: "cooperatives", type: "text", nullable: true, collation: "C");
        migrationBuilder.AddColumn<string>(name: "register_number_search", table: "cooperatives", type: "text", nullable: false, defaultValue: "", collation: "C");
        migrationBuilder.AddColumn<DateTimeOffset>(name: "updated_at", table: "cooperatives", type: "timestamp with time zone", nullable: true);
        migrationBuilder.AddColumn<bool>(name: "womens", table: "cooperatives", type: "boolean", nullable: true);

        migrationBuilder.CreateTable(
            name: "imports",
            columns: table => new
            {
                id = table.Column<Guid>(type: "uuid", nullable: false),
                file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                new_rows = table.Column<int>(type: "integer", nullable: false),
                changed_rows = table.Column<int>(type: "integer", nullable: false),
                same_rows = table.Column<int>(type: "integer", nullable: false),
                refused_rows = table.Column<int>(type: "integer", nullable: false),
                message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                client = table.Column<string>(type: "text", nullable: true, collation: "C"),
                file_name_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                message_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                sha256_search = table.Column<string>(type: "text", nullable: false, collation: "C")
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_imports", x => x.id);
                table.CheckConstraint("ck_imports_imported_at_moment", "\"imported_at\" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00'");
                table.CheckConstraint("ck_imports_outcome", "outcome in ('ACCEPTED', 'ACCEPTED_SOUND', 'UNCHANGED', 'REFUSED')");
                table.CheckConstraint("ck_imports_rows", "new_rows >= 0 and changed_rows >= 0 and same_rows >= 0 and refused_rows >= 0 and length(sha256) = 64");
            });

        migrationBuilder.CreateTable(
            name: "office_references",
            columns: table => new
            {
                type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                province_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                row_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                id = table.Column<Guid>(type: "uuid", nullable: false),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                row_id = table.Column<Guid>(type: "uuid", nullable: false),
                field = table.Column<string>(type: "text", nullable: true, collation: "C"),
                old = table.Column<string>(type: "text", nullable: true, collation: "C"),
                @new = table.Column<string>(name: "new", type: "text", nullable: true, collation: "C"),
                import_id = table.Column<Guid>(type: "uuid", nullable: true),
                mutation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                client = table.Column<string>(type: "text", nullable: true, collation: "C"),
                client_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                field_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                mutation_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                new_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                old_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                reason_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                subject_search = table.Column<string>(type: "text", nullable: false, collation: "C")
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_changes", x => x.id);
                table.CheckConstraint("ck_changes_at_moment", "\"at\" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00'");
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
        migrationBuilder.AddCheckConstraint(name: "ck_projects_updated_at_moment", table: "projects", sql: "\"updated_at\" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00'");
        migrationBuilder.CreateIndex(name: "ix_observations_reference", table: "observations", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_observations_updated_at", table: "observations", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.AddCheckConstraint(name: "ck_observations_updated_at_moment", table: "observations", sql: "\"updated_at\" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00'");
        migrationBuilder.CreateIndex(name: "ix_movements_reverses_id", table: "movements", column: "reverses_id", unique: true, filter: "reverses_id is not null");
        migrationBuilder.CreateIndex(name: "ix_grants_reference", table: "grants", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_grants_updated_at", table: "grants", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.AddCheckConstraint(name: "ck_grants_updated_at_moment", table: "grants", sql: "\"updated_at\" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00'");
        migrationBuilder.CreateIndex(name: "ix_cooperatives_reference", table: "cooperatives", column: "reference", filter: "reference is not null");
        migrationBuilder.CreateIndex(name: "ix_cooperatives_updated_at", table: "cooperatives", column: "updated_at", filter: "updated_at is not null");
        migrationBuilder.AddCheckConstraint(name: "ck_cooperatives_ice", table: "cooperatives", sql: "ice ~ '^[0-9]{15}$'");
        migrationBuilder.AddCheckConstraint(name: "ck_cooperatives_updated_at_moment", table: "cooperatives", sql: "\"updated_at\" between timestamptz '1900-01-01 00:00:00+00' and timestamptz '2200-12-31 23:59:59.999999+00'");
        migrationBuilder.CreateIndex(name: "ix_changes_at_id", table: "changes", columns: new[] { "at", "id" });
        migrationBuilder.CreateIndex(name: "ix_changes_import_id_id", table: "changes", columns: new[] { "import_id", "id" }) .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.Unspecified });
        migrationBuilder.CreateIndex(name: "ix_changes_row_id_at", table: "changes", columns: new[] { "row_id", "at" });
        migrationBuilder.CreateIndex(name: "ix_imports_imported_at_id", table: "imports", columns: new[] { "imported_at", "id" });
        migrationBuilder.CreateIndex(name: "ix_imports_sha256", table: "imports", column: "sha256");

        migrationBuilder.AddForeignKey(name: "fk_movements_movements_reverses_id", table: "movements", column: "reverses_id", principalTable: "movements", principalColumn: "id", onDelete: ReferentialAction.Restrict);

        AddRules(migrationBuilder);
    }

    private static void AddRules(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create function ledger_reverse() returns trigger language plpgsql as $$
            begin
                if not exists (
                    select 1 from movements m
                    where m.id = new.reverses_id and m.grant_id = new.grant_id and m.effective_on <= new.effective_on
                        and new.kind = case m.kind when 'COMMITMENT' then 'CANCELLATION' when 'CANCELLATION' then 'COMMITMENT' when 'DISBURSEMENT' then 'REFUND' when 'REFUND' then 'DISBURSEMENT' else m.kind end
                        and new.amount = case m.kind when 'AMENDMENT' then -m.amount else m.amount end)
                then
                    raise exception 'A movement takes back an earlier one of its grant: it is the opposite, of the same amount.' using errcode = 'check_violation', constraint = 'ledger_reverse';
                end if;
                return new;
            end $$
            """);
        migrationBuilder.Sql("create trigger movements_reverse before insert on movements for each row when (new.reverses_id is not null) execute function ledger_reverse()");

        migrationBuilder.Sql(
            """
            create function changes_never_edited() returns trigger language plpgsql as $$
            begin
                raise exception 'An entry of changes is never edited or deleted.' using errcode = 'restrict_violation';
            end $$
            """);
        migrationBuilder.Sql("create trigger changes_never_edited before update or delete on changes for each row execute function changes_never_edited()");
        migrationBuilder.Sql("create trigger changes_never_truncated before truncate on changes for each statement execute function changes_never_edited()");
        AddReferenceRules(migrationBuilder);

        // The functions look for their tables where they are, and not among the temporary ones of whoever inserts, and write what a clerk may not.
        migrationBuilder.Sql(
            """
            do $$
            declare
                called regprocedure;
            begin
                foreach called in array array['ledger_reverse()', 'office_reference_given(text, text, text, uuid)', 'office_reference_of_province()', 'office_reference_of_cooperative()', 'office_references_moved()']::regprocedure[] loop
                    execute format('alter function %s security definer set search_path = %I, pg_temp', called, current_schema());
                end loop;
            end $$
            """);
        migrationBuilder.Sql("revoke execute on function office_reference_given(text, text, text, uuid) from public");
    }

    // Once per province. Of the demonstration nothing is kept: it is replaced as a whole.
    private static void AddReferenceRules(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create function office_reference_given(of_type text, of_province text, given text, to_row uuid) returns void language plpgsql as $$
            begin
                insert into office_references (type, province_code, reference, row_id) values (of_type, of_province, given, to_row) on conflict do nothing;
                if (select row_id from office_references where type = of_type and province_code = of_province and reference = given) <> to_row then
                    raise exception 'The province has given this reference to another row.' using errcode = 'unique_violation', constraint = 'office_references';
                end if;
            end $$
            """);
        migrationBuilder.Sql(
            """
            create function office_reference_of_province() returns trigger language plpgsql as $$
            begin
                perform office_reference_given(tg_argv[0], new.province_code, new.reference, new.id);
                return null;
            end $$
            """);
        migrationBuilder.Sql(
            """
            create function office_reference_of_cooperative() returns trigger language plpgsql as $$
            begin
                perform office_reference_given(tg_argv[0], (select province_code from cooperatives where id = new.cooperative_id), new.reference, new.id);
                return null;
            end $$
            """);
        migrationBuilder.Sql(
            """
            create function office_references_moved() returns trigger language plpgsql as $$
            begin
                perform office_reference_given('GRANT', new.province_code, reference, id) from grants where cooperative_id = new.id and reference is not null and data_source <> 'SYNTHETIC';
                perform office_reference_given('OBSERVATION', new.province_code, reference, id) from observations where cooperative_id = new.id and reference is not null and data_source <> 'SYNTHETIC';
                return null;
            end $$
            """);
        migrationBuilder.Sql(
            """
            create function office_reference_stays() returns trigger language plpgsql as $$
            begin
                raise exception 'A reference that was given stays.' using errcode = 'restrict_violation', constraint = 'office_references';
            end $$
            """);
        foreach (var (table, owner) in ((string, string)[])[("cooperatives", "province"), ("projects", "province"), ("grants", "cooperative"), ("observations", "cooperative")])
        {
            var (type, column) = (table[..^1].ToUpperInvariant(), owner == "province" ? "province_code" : "cooperative_id");
            migrationBuilder.Sql(
                $"create trigger {table}_reference after insert or update of reference, {column}, data_source on {table} for each row "
                + $"when (new.reference is not null and new.data_source <> 'SYNTHETIC') execute function office_reference_of_{owner}('{type}')");
            migrationBuilder.Sql(
                $"create trigger {table}_reference_stays before update of reference on {table} for each row "
                + "when (old.reference is not null and new.reference is distinct from old.reference) execute function office_reference_stays()");
        }

        migrationBuilder.Sql(
            "create trigger cooperatives_moved after update of province_code on cooperatives for each row "
            + "when (new.province_code is distinct from old.province_code) execute function office_references_moved()");
    }
}
