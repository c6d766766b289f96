using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>
/// Null is the lowest value where it stands, in columns and in indexes: the columns that held another value in its place are gone. Folded texts are
/// folded further: Arabic letters that are written for one another, hyphens and spaces.
/// </summary>
public sealed partial class NullIsLowest : Migration
{
    private static readonly (string Table, string[] Columns)[] Folded =
    [
        ("balances", ["id_search"]),
        ("cooperatives", ["activity_search", "name_search", "note_search", "source_search"]),
        ("grants", ["note_search", "source_search"]),
        ("observations", ["indicator_search", "source_search", "unit_search"]),
        ("phase_periods", ["source_search"]),
        ("programmes", ["axis_search", "code_search", "name_search", "source_search"]),
        ("projects", ["source_search", "title_search"]),
        ("provinces", ["code_search", "hcp_code_search", "name_arabic_search", "name_search", "source_search"]),
        ("regions", ["code_search", "hcp_code_search", "name_arabic_search", "name_search", "source_search"]),
        ("report_files", ["sha256_search", "url_search"]),
        ("statements", ["note_search", "period_search", "scope_search", "source_search", "wording_search"]),
        ("value_chains", ["code_search", "name_search", "sector_search", "source_search"]),
    ];

    // Teh marbuta, alef maksura, Farsi yeh, keheh, ng, kaf with three dots and gaf.
    private static readonly (char Letter, char Folded)[] Letters =
    [
        ('\u0629', '\u0647'), ('\u0649', '\u064a'), ('\u06cc', '\u064a'), ('\u06a9', '\u0643'), ('\u06ad', '\u0643'), ('\u0763', '\u0643'), ('\u06af', '\u0643'),
    ];

    // As many as a statement nests without harm; rarer ones stay as they are until their row is written again.
    private static readonly char[] DashesAndSpaces =
    [
        '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u00a0', '\u202f', '\u2007', '\u2009', '\u2002', '\u2003', '\u3000',
    ];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Replace("cooperatives", "founded_year_sort", "founded_year");
        Replace("projects", "approved_on_sort", "approved_on");
        Replace("projects", "total_cost_sort", "total_cost");
        migrationBuilder.DropIndex("ix_grants_cooperative_id_awarded_on_sort_id", "grants");
        Replace("grants", "awarded_on_sort", "awarded_on");
        migrationBuilder.CreateIndex("ix_grants_cooperative_id_awarded_on_id", "grants", ["cooperative_id", "awarded_on", "id"]);

        foreach (var (table, column) in Folded.SelectMany(folded => folded.Columns.Select(column => (folded.Table, column))))
        {
            foreach (var fold in new[] { FoldLetters(column), FoldSpaces(column) })
            {
                migrationBuilder.Sql($"update {table} set {column} = {fold} where {column} <> {fold}");
            }
        }

        // A list of texts is JSON, in which letters beyond ASCII are escaped.
        migrationBuilder.Sql($"update programmes set aliases_search = {Letters.Aggregate("aliases_search", (text, letter) => $"replace({text}, '\\u{(int)letter.Letter:X4}', '\\u{(int)letter.Folded:X4}')")}");
        migrationBuilder.Sql($"update programmes set aliases_search = {OneSpace(DashesAndSpaces.Aggregate("aliases_search", (text, space) => $"replace({text}, '{(space == '-' ? "-" : $"\\u{(int)space:X4}")}', ' ')"))}");

        void Replace(string table, string sort, string column)
        {
            migrationBuilder.DropIndex($"ix_{table}_{sort}_id", table);
            migrationBuilder.Sql($"alter table {table} drop column {sort}");
            migrationBuilder.CreateIndex($"ix_{table}_{column}_id", table, [column, "id"]);
        }
    }

    private static string FoldLetters(string column) => Letters.Aggregate(column, (text, letter) => $"replace({text}, '{letter.Letter}', '{letter.Folded}')");

    private static string FoldSpaces(string column) => OneSpace(DashesAndSpaces.Aggregate(column, (text, space) => $"replace({text}, '{space}', ' ')"));

    // Of up to 32.
    private static string OneSpace(string text) => Enumerable.Repeat("  ", 5).Aggregate(text, (shorter, two) => $"replace({shorter}, '{two}', ' ')");
}
