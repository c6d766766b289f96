using System.Text;
using IndhCoops.Databases;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>Reads the file of an office beside the names of the facts, in November 2026.</summary>
internal static class OfficeReading
{
    /// <summary>The headings of movements.</summary>
    public static readonly string[] Movements = ["Référence", "Subvention (réf.)", "Nature", "Montant (DH)", "Date d’effet"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A file of text.</summary>
    public static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The rows of a file, and what is refused of it.</summary>
    public static async Task<FileRows> ReadAsync(Stream file, string name, IntakeOptions? options = null)
    {
        await using var database = await TestDatabase.WithFactsAsync(DatabaseKind.Sqlite, Cancelled);
        await using var context = await database.Contexts.CreateDbContextAsync(Cancelled);
        var names = await NameLists.ReadAsync(context, Cancelled);
        return new FileReader(
            options ?? new IntakeOptions(), names, new OfficeDays(2005, new DateOnly(2026, 11, 28), new DateOnly(2026, 12, 29)))
            .Read(file, name, null, Cancelled);
    }
}
