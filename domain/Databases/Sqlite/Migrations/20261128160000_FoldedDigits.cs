using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>
/// Folded texts are folded further: Arabic digits are digits, and marks of direction, joiners and soft hyphens, which come along when a text is copied, are gone.
/// </summary>
[DbContext(typeof(SqliteIndhCoopsContext))]
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

    private const string Marks = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\ufeff";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, column) in Folded.SelectMany(folded => folded.Columns.Select(column => (folded.Table, column))))
        {
            var digits = Enumerable.Range(0, 10).SelectMany(digit => new[] { ((char)(0x0660 + digit), $"{digit}"), ((char)(0x06f0 + digit), $"{digit}") });
            var fold = digits.Concat(Marks.Select(mark => (mark, ""))).Aggregate(column, (text, letter) => $"replace({text}, '{letter.Item1}', '{letter.Item2}')");
            migrationBuilder.Sql($"update {table} set {column} = {fold} where {column} glob '*[\u0660-\u0669\u06f0-\u06f9{Marks}]*'");
        }
    }
}
