using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndhCoops.Domain.Databases.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "loaded_data",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    loaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loaded_data", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "phase_periods",
                columns: table => new
                {
                    phase = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    start_year = table.Column<int>(type: "integer", nullable: false),
                    end_year = table.Column<int>(type: "integer", nullable: false),
                    launched_on = table.Column<DateOnly>(type: "date", nullable: true),
                    envelope = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_phase_periods", x => x.phase);
                    table.CheckConstraint("ck_phase_periods_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_phase_periods_envelope", "envelope >= 0");
                    table.CheckConstraint("ck_phase_periods_phase", "phase in ('I', 'II', 'III')");
                    table.CheckConstraint("ck_phase_periods_years", "start_year <= end_year");
                });

            migrationBuilder.CreateTable(
                name: "programmes",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    aliases = table.Column<string[]>(type: "text[]", nullable: false),
                    axis = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    start_year = table.Column<int>(type: "integer", nullable: true),
                    end_year = table.Column<int>(type: "integer", nullable: true),
                    envelope = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    aliases_search = table.Column<string[]>(type: "text[]", nullable: false),
                    axis_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programmes", x => x.code);
                    table.CheckConstraint("ck_programmes_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_programmes_envelope", "envelope >= 0");
                    table.CheckConstraint("ck_programmes_phase", "phase in ('I', 'II', 'III')");
                    table.CheckConstraint("ck_programmes_years", "start_year <= end_year");
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_arabic = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hcp_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    population2014 = table.Column<int>(type: "integer", nullable: false),
                    population = table.Column<int>(type: "integer", nullable: false),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hcp_code_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_arabic_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_regions", x => x.code);
                    table.CheckConstraint("ck_regions_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_regions_population", "population >= 0 and population2014 >= 0");
                });

            migrationBuilder.CreateTable(
                name: "value_chains",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sector = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sector_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_value_chains", x => x.code);
                    table.CheckConstraint("ck_value_chains_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                });

            migrationBuilder.CreateTable(
                name: "provinces",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_arabic = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hcp_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    population = table.Column<int>(type: "integer", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hcp_code_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_arabic_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provinces", x => x.code);
                    table.CheckConstraint("ck_provinces_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_provinces_kind", "kind in ('PROVINCE', 'PREFECTURE')");
                    table.CheckConstraint("ck_provinces_population", "population >= 0");
                    table.ForeignKey(
                        name: "fk_provinces_regions_region_code",
                        column: x => x.region_code,
                        principalTable: "regions",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cooperatives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    province_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value_chain_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    activity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    founded_year = table.Column<int>(type: "integer", nullable: true),
                    exports = table.Column<bool>(type: "boolean", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    activity_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    founded_year_sort = table.Column<int>(type: "integer", nullable: false, computedColumnSql: "coalesce(founded_year, -2147483648)", stored: true),
                    name_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    note_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cooperatives", x => x.id);
                    table.CheckConstraint("ck_cooperatives_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_cooperatives_founded_year", "founded_year between 1900 and 2100");
                    table.ForeignKey(
                        name: "fk_cooperatives_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cooperatives_value_chains_value_chain_code",
                        column: x => x.value_chain_code,
                        principalTable: "value_chains",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    programme_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    projects = table.Column<int>(type: "integer", nullable: true),
                    cooperatives = table.Column<int>(type: "integer", nullable: true),
                    total_cost = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    indh_contribution = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    beneficiaries = table.Column<int>(type: "integer", nullable: true),
                    jobs = table.Column<int>(type: "integer", nullable: true),
                    wording = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    note_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    wording_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statements", x => x.id);
                    table.CheckConstraint("ck_statements_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_statements_figures", "projects >= 0 and cooperatives >= 0 and total_cost >= 0 and indh_contribution >= 0 and beneficiaries >= 0 and jobs >= 0");
                    table.CheckConstraint("ck_statements_period", "\"from\" <= \"to\"");
                    table.CheckConstraint("ck_statements_phase", "phase in ('I', 'II', 'III')");
                    table.ForeignKey(
                        name: "fk_statements_programmes_programme_code",
                        column: x => x.programme_code,
                        principalTable: "programmes",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_statements_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "observations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cooperative_id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    observed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    indicator_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_observations", x => x.id);
                    table.CheckConstraint("ck_observations_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_observations_stage", "stage in ('BASELINE', 'CURRENT')");
                    table.ForeignKey(
                        name: "fk_observations_cooperatives_cooperative_id",
                        column: x => x.cooperative_id,
                        principalTable: "cooperatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    province_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cooperative_id = table.Column<Guid>(type: "uuid", nullable: true),
                    programme_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    total_cost = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    approved_on_sort = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "coalesce(approved_on, '-infinity'::date)", stored: true),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    total_cost_sort = table.Column<decimal>(type: "numeric(14,2)", nullable: false, computedColumnSql: "coalesce(total_cost, -999999999999.99)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projects", x => x.id);
                    table.CheckConstraint("ck_projects_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_projects_status", "status in ('PROGRAMMED', 'IN_PROGRESS', 'COMPLETED', 'STALLED', 'CANCELLED')");
                    table.CheckConstraint("ck_projects_total_cost", "total_cost >= 0");
                    table.ForeignKey(
                        name: "fk_projects_cooperatives_cooperative_id",
                        column: x => x.cooperative_id,
                        principalTable: "cooperatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_projects_programmes_programme_code",
                        column: x => x.programme_code,
                        principalTable: "programmes",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_projects_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    awarded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    cooperative_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    programme_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    awarded_on_sort = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "coalesce(awarded_on, '-infinity'::date)", stored: true),
                    note_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                    table.CheckConstraint("ck_grants_amount", "amount >= 0");
                    table.CheckConstraint("ck_grants_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_grants_phase", "phase in ('I', 'II', 'III')");
                    table.ForeignKey(
                        name: "fk_grants_cooperatives_cooperative_id",
                        column: x => x.cooperative_id,
                        principalTable: "cooperatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grants_programmes_programme_code",
                        column: x => x.programme_code,
                        principalTable: "programmes",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grants_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_movements", x => x.id);
                    table.CheckConstraint("ck_movements_amount", "amount > 0 or (kind = 'AMENDMENT' and amount <> 0)");
                    table.CheckConstraint("ck_movements_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_movements_kind", "kind in ('COMMITMENT', 'AMENDMENT', 'DISBURSEMENT', 'REFUND', 'CANCELLATION')");
                    table.ForeignKey(
                        name: "fk_movements_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cooperatives_data_source_name_search_id",
                table: "cooperatives",
                columns: new[] { "data_source", "name_search", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperatives_founded_year_sort_id",
                table: "cooperatives",
                columns: new[] { "founded_year_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperatives_name_search_id",
                table: "cooperatives",
                columns: new[] { "name_search", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperatives_province_code_id",
                table: "cooperatives",
                columns: new[] { "province_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperatives_province_code_name_search_id",
                table: "cooperatives",
                columns: new[] { "province_code", "name_search", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cooperatives_value_chain_code_id",
                table: "cooperatives",
                columns: new[] { "value_chain_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_amount_id",
                table: "grants",
                columns: new[] { "amount", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_awarded_on_sort_id",
                table: "grants",
                columns: new[] { "awarded_on_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_cooperative_id_awarded_on_sort_id",
                table: "grants",
                columns: new[] { "cooperative_id", "awarded_on_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_cooperative_id_id",
                table: "grants",
                columns: new[] { "cooperative_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_programme_code_id",
                table: "grants",
                columns: new[] { "programme_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_project_id_id",
                table: "grants",
                columns: new[] { "project_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_movements_effective_on_id",
                table: "movements",
                columns: new[] { "effective_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_movements_grant_id_effective_on_id",
                table: "movements",
                columns: new[] { "grant_id", "effective_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_observations_cooperative_id_id",
                table: "observations",
                columns: new[] { "cooperative_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_approved_on_sort_id",
                table: "projects",
                columns: new[] { "approved_on_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_cooperative_id_id",
                table: "projects",
                columns: new[] { "cooperative_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_programme_code_id",
                table: "projects",
                columns: new[] { "programme_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_province_code_id",
                table: "projects",
                columns: new[] { "province_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_title_search_id",
                table: "projects",
                columns: new[] { "title_search", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_projects_total_cost_sort_id",
                table: "projects",
                columns: new[] { "total_cost_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_provinces_name",
                table: "provinces",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_provinces_region_code",
                table: "provinces",
                column: "region_code");

            migrationBuilder.CreateIndex(
                name: "ix_regions_name",
                table: "regions",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statements_programme_code",
                table: "statements",
                column: "programme_code");

            migrationBuilder.CreateIndex(
                name: "ix_statements_province_code",
                table: "statements",
                column: "province_code");

            migrationBuilder.CreateIndex(
                name: "ix_value_chains_sector_name",
                table: "value_chains",
                columns: new[] { "sector", "name" },
                unique: true);

            migrationBuilder.Sql(
                """
                create function ledger_never_edited() returns trigger language plpgsql as $$
                begin
                    raise exception 'A movement is never edited or deleted; record another one that corrects it.' using errcode = 'restrict_violation';
                end $$
                """);

            migrationBuilder.Sql(
                """
                create trigger movements_never_edited before update or delete on movements for each row execute function ledger_never_edited()
                """);

            migrationBuilder.Sql(
                """
                create function ledger_never_overdrawn() returns trigger language plpgsql as $$
                declare
                    available numeric;
                    outstanding numeric;
                begin
                    -- Two clerks who record on one grant at once wait for each other here.
                    perform 1 from grants where id = new.grant_id for update;
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

            migrationBuilder.Sql(
                """
                create trigger movements_never_overdrawn after insert on movements for each row execute function ledger_never_overdrawn()
                """);

            migrationBuilder.Sql(
                """
                create function grant_dates_explained() returns trigger language plpgsql as $$
                begin
                    if new.note is null and exists (
                        select 1 from programmes p where p.code = new.programme_code
                        and (extract(year from new.awarded_on) < p.start_year or extract(year from new.awarded_on) > p.end_year)) then
                        raise exception 'The award lies outside the years of its programme; say why in the note.' using errcode = 'check_violation';
                    end if;
                    return new;
                end $$
                """);

            migrationBuilder.Sql(
                """
                create trigger grants_dates_explained before insert or update on grants for each row execute function grant_dates_explained()
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "loaded_data");

            migrationBuilder.DropTable(
                name: "movements");

            migrationBuilder.DropTable(
                name: "observations");

            migrationBuilder.DropTable(
                name: "phase_periods");

            migrationBuilder.DropTable(
                name: "statements");

            migrationBuilder.DropTable(
                name: "grants");

            migrationBuilder.DropTable(
                name: "projects");

            migrationBuilder.DropTable(
                name: "cooperatives");

            migrationBuilder.DropTable(
                name: "programmes");

            migrationBuilder.DropTable(
                name: "provinces");

            migrationBuilder.DropTable(
                name: "value_chains");

            migrationBuilder.DropTable(
                name: "regions");
        }
    }
}
