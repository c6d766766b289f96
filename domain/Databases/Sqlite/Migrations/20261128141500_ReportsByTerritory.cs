using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>A report has files of one format for several provinces and in several languages. Those that were there are of the whole country, and what people read is French.</summary>
[DbContext(typeof(SqliteIndhCoopsContext))]
[Migration("20261128141500_ReportsByTerritory")]
public sealed class ReportsByTerritory : Migration
{
    private static readonly string[] Columns = ["territory", "language"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_report_files_report_id_format", "report_files");
        foreach (var column in Columns)
        {
            migrationBuilder.AddColumn<string>(column, "report_files", type: "TEXT", nullable: true);
            migrationBuilder.AddColumn<string>($"{column}_search", "report_files", type: "TEXT", nullable: false, defaultValue: "");
        }

        migrationBuilder.Sql("update report_files set language = 'fr', language_search = 'fr' where format in ('HTML', 'XLSX', 'CSV')");
        migrationBuilder.CreateIndex("ix_report_files_report_id", "report_files", "report_id");
    }
}
