using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>
/// Folded texts are folded further: Arabic digits are digits, and marks of direction, joiners and soft hyphens, which come along when a text is copied, are gone.
/// </summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261128160000_FoldedDigits")]
public sealed class FoldedDigits : Migration
{
    private static readonly (string Table, string[] Columns)[] Folded =
    [
        ("cooperatives", ["activity_search", "name_arabic_search", "name_search", "note_search"]),
        ("grants", ["note_search"]),
        ("projects", ["title_search"]),
        ("statements", ["note_search", "period_search", "scope_search", "wording_search"]),
    ];

    // What comes after the digits has nothing in their place.
    private const string Letters = "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\ufeff";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, columns) in Folded)
        {
            var set = columns.Select(column => $"{column} = {Fold(column)}");
            migrationBuilder.Sql($"update {table} set {string.Join(", ", set)} where {string.Join(" or ", columns.Select(column => $"{column} <> {Fold(column)}"))}");
        }
    }

    private static string Fold(string column) => $"translate({column}, '{Letters}', '01234567890123456789')";
}
