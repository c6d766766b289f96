using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndhCoops.Domain.Databases.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Balances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "computed_cooperatives",
                table: "statements",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "computed_from",
                table: "statements",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<decimal>(
                name: "computed_indh_contribution",
                table: "statements",
                type: "numeric(14,2)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "computed_projects",
                table: "statements",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "computed_total_cost",
                table: "statements",
                type: "numeric(14,2)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "gap_cooperatives",
                table: "statements",
                type: "integer",
                nullable: true,
                computedColumnSql: "cooperatives - computed_cooperatives",
                stored: true);

            migrationBuilder.AddColumn<decimal>(
                name: "gap_indh_contribution",
                table: "statements",
                type: "numeric(14,2)",
                nullable: true,
                computedColumnSql: "indh_contribution - computed_indh_contribution",
                stored: true);

            migrationBuilder.AddColumn<int>(
                name: "gap_projects",
                table: "statements",
                type: "integer",
                nullable: true,
                computedColumnSql: "projects - computed_projects",
                stored: true);

            migrationBuilder.AddColumn<decimal>(
                name: "gap_total_cost",
                table: "statements",
                type: "numeric(14,2)",
                nullable: true,
                computedColumnSql: "total_cost - computed_total_cost",
                stored: true);

            migrationBuilder.CreateTable(
                name: "balances",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    province_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    programme_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opening = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    committed = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    amended = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    disbursed = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    refunded = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    cancelled = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    closing = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    grants = table.Column<int>(type: "integer", nullable: false),
                    projects = table.Column<int>(type: "integer", nullable: false),
                    cooperatives = table.Column<int>(type: "integer", nullable: false),
                    total_cost = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    indh_contribution = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    provisional = table.Column<bool>(type: "boolean", nullable: false),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    strike = table.Column<int>(type: "integer", nullable: false),
                    id_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    phase_to_date_amended = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    phase_to_date_cancelled = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    phase_to_date_committed = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    phase_to_date_cooperatives = table.Column<int>(type: "integer", nullable: true),
                    phase_to_date_disbursed = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    phase_to_date_grants = table.Column<int>(type: "integer", nullable: true),
                    phase_to_date_indh_contribution = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    phase_to_date_projects = table.Column<int>(type: "integer", nullable: true),
                    phase_to_date_refunded = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    phase_to_date_total_cost = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_amended = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_cancelled = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_committed = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_cooperatives = table.Column<int>(type: "integer", nullable: true),
                    year_to_date_disbursed = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_grants = table.Column<int>(type: "integer", nullable: true),
                    year_to_date_indh_contribution = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_projects = table.Column<int>(type: "integer", nullable: true),
                    year_to_date_refunded = table.Column<decimal>(type: "numeric(14,2)", nullable: true),
                    year_to_date_total_cost = table.Column<decimal>(type: "numeric(14,2)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_balances", x => x.id);
                    table.CheckConstraint("ck_balances_adds_up", "opening + committed + amended - disbursed + refunded - cancelled = closing");
                    table.CheckConstraint("ck_balances_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_balances_phase", "phase in ('I', 'II', 'III')");
                    table.ForeignKey(
                        name: "fk_balances_programmes_programme_code",
                        column: x => x.programme_code,
                        principalTable: "programmes",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_balances_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "strikes",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    struck_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    movements = table.Column<int>(type: "integer", nullable: false),
                    last_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    uncommitted_grants = table.Column<int>(type: "integer", nullable: false),
                    uncommitted_amount = table.Column<decimal>(type: "numeric(14,2)", nullable: false),
                    later_movements = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_strikes", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "struck_months",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_provisional = table.Column<bool>(type: "boolean", nullable: false),
                    strike = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_struck_months", x => x.month);
                    table.CheckConstraint("ck_struck_months_first_day", "substr(cast(month as text), 9, 2) = '01'");
                    table.CheckConstraint("ck_struck_months_phase", "phase in ('I', 'II', 'III')");
                });

            migrationBuilder.CreateTable(
                name: "unstruck_movements",
                columns: table => new
                {
                    movement_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unstruck_movements", x => x.movement_id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    struck_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    data_source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    strike_number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.CheckConstraint("ck_reports_data_source", "data_source in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");
                    table.CheckConstraint("ck_reports_revision", "revision > 0");
                    table.ForeignKey(
                        name: "fk_reports_strikes_strike_number",
                        column: x => x.strike_number,
                        principalTable: "strikes",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    url = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    md5 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rows = table.Column<int>(type: "integer", nullable: true),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256_search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    url_search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_files", x => x.id);
                    table.CheckConstraint("ck_report_files_format", "format in ('HTML', 'CSV', 'PARQUET', 'XLSX', 'DATA_PACKAGE', 'MANIFEST')");
                    table.CheckConstraint("ck_report_files_size", "size_bytes >= 0 and rows >= 0 and length(sha256) = 64");
                    table.ForeignKey(
                        name: "fk_report_files_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_statements_computed_from",
                table: "statements",
                sql: "computed_from in ('OFFICIAL', 'PRESS', 'SYNTHETIC')");

            migrationBuilder.CreateIndex(
                name: "ix_balances_month_id",
                table: "balances",
                columns: new[] { "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_balances_programme_code_id",
                table: "balances",
                columns: new[] { "programme_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_balances_province_code_id",
                table: "balances",
                columns: new[] { "province_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_balances_province_code_month_id",
                table: "balances",
                columns: new[] { "province_code", "month", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_files_report_id_format",
                table: "report_files",
                columns: new[] { "report_id", "format" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_files_url",
                table: "report_files",
                column: "url",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reports_period_revision",
                table: "reports",
                columns: new[] { "period", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reports_strike_number",
                table: "reports",
                column: "strike_number");

            migrationBuilder.Sql(
                """
                create function movements_unstruck() returns trigger language plpgsql as $$
                begin
                    insert into unstruck_movements (movement_id) select id from added;
                    return null;
                end $$
                """);

            migrationBuilder.Sql(
                """
                create trigger movements_unstruck after insert on movements referencing new table as added for each statement execute function movements_unstruck()
                """);

            migrationBuilder.Sql("alter table balances drop constraint fk_balances_provinces_province_code");

            migrationBuilder.Sql("alter table balances drop constraint fk_balances_programmes_programme_code");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "balances");

            migrationBuilder.DropTable(
                name: "report_files");

            migrationBuilder.DropTable(
                name: "struck_months");

            migrationBuilder.DropTable(
                name: "unstruck_movements");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "strikes");

            migrationBuilder.DropCheckConstraint(
                name: "ck_statements_computed_from",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "gap_cooperatives",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "gap_indh_contribution",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "gap_projects",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "gap_total_cost",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "computed_cooperatives",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "computed_from",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "computed_indh_contribution",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "computed_projects",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "computed_total_cost",
                table: "statements");
        }
    }
}
