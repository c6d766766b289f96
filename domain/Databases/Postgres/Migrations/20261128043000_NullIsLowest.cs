using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

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

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Drop("cooperatives", "founded_year_sort_id", "value_chain_code_id");
        Drop("projects", "approved_on_sort_id", "total_cost_sort_id", "cooperative_id_id", "programme_code_id");
        Drop("grants", "awarded_on_sort_id", "cooperative_id_awarded_on_sort_id", "project_id_id", "programme_code_id");
        Drop("statements", "province_code", "programme_code");
        Drop("balances", "programme_code");
        migrationBuilder.Sql("alter table cooperatives drop column founded_year_sort");
        migrationBuilder.Sql("alter table projects drop column approved_on_sort, drop column total_cost_sort");
        migrationBuilder.Sql("alter table grants drop column awarded_on_sort");

        foreach (var (table, columns) in Folded)
        {
            migrationBuilder.Sql(
                $"update {table} set {string.Join(", ", columns.Select(column => $"{column} = {Fold(column)}"))} "
                + $"where {string.Join(" or ", columns.Select(column => $"{column} <> {Fold(column)}"))}");
        }

        migrationBuilder.Sql($"update programmes set aliases_search = array(select {Fold("alias")} from unnest(aliases_search) with ordinality as a(alias, place) order by place)");

        Create("cooperatives", "founded_year", "id");
        Create("cooperatives", "value_chain_code", "id");
        Create("projects", "approved_on", "id");
        Create("projects", "total_cost", "id");
        Create("projects", "cooperative_id", "id");
        Create("projects", "programme_code", "id");
        Create("grants", "awarded_on", "id");
        Create("grants", "project_id", "id");
        Create("grants", "programme_code", "id");
        Create("statements", "province_code");
        Create("statements", "programme_code");
        Create("balances", "programme_code");
        migrationBuilder.CreateIndex("ix_grants_cooperative_id_awarded_on_id", "grants", ["cooperative_id", "awarded_on", "id"])
            .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

        void Drop(string table, params string[] indexes)
        {
            foreach (var index in indexes)
            {
                migrationBuilder.DropIndex($"ix_{table}_{index}", table);
            }
        }

        // Of these, the first column may be null.
        void Create(string table, params string[] columns) => migrationBuilder.CreateIndex($"ix_{table}_{string.Join('_', columns)}", table, columns)
            .Annotation("Npgsql:IndexNullSortOrder", columns.Select((_, place) => place == 0 ? NullSortOrder.NullsFirst : NullSortOrder.Unspecified).ToArray());
    }

    // The letters are teh marbuta, alef maksura, Farsi yeh, keheh, ng, kaf with three dots and gaf, in a text that is folded as it was before; then dashes and spaces.
    private static string Fold(string column) =>
        $"regexp_replace(translate({column}, '\u0629\u0649\u06cc\u06a9\u06ad\u0763\u06af', '\u0647\u064a\u064a\u0643\u0643\u0643\u0643'), '[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u058a\u05be\u2010-\u2015\u301c\u3030\uff0d-]+', ' ', 'g')";
}
