using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Saved;
using IndhCoops.GraphQL.Tests.Tables;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Publishing;

/// <summary>What one server publishes by 360Giving, another imports, and has the same grants.</summary>
public sealed class RoundTripTests
{
    // Where a row came from, when, and how this server identifies it is another's business.
    private static readonly string[] Own = ["id", "source", "updatedAt", "project.id", "cooperative.id"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task What_was_published_comes_in_again_unchanged_and_a_second_time_nothing_changes(DatabaseKind kind)
    {
        await using var office = await TestDatabase.WithFactsAsync(kind, Cancelled);
        await using var other = await TestDatabase.WithFactsAsync(kind, Cancelled);
        await using var workbook = File.OpenRead(SourceTree.PathOf("tests", "Domain.Tests", "Intake", "Samples", "suivi-exceljs.xlsx"));
        Assert.Equal(ImportOutcome.Accepted, (await ImportAsync(office, workbook, "suivi.xlsx")).Outcome);
        var (published, grants) = await PublishAsync(office);
        Assert.Equal(13, grants.Count);

        var result = await ImportAsync(other, new MemoryStream(published), "grants-open.360giving.json");

        Assert.Equal((ImportOutcome.Accepted, 0, 0), (result.Outcome, result.Refusals.Count, result.Changes.Count));
        var (_, imported) = await PublishAsync(other);
        Assert.Equal(grants, imported);

        foreach (var database in new[] { other, office })
        {
            var again = await ImportAsync(database, new MemoryStream(published), "grants-open.360giving.json");
            Assert.Equal((ImportOutcome.Unchanged, 0), (again.Outcome, again.Changes.Count));
        }
    }

    private static async Task<(byte[] Published, List<string> Grants)> PublishAsync(TestDatabase database)
    {
        await using var server = await SavedServer.StartAsync(database.Options);
        using var file = await server.GetAsync(SavedServer.Path("grants-open.360giving.json", new { dataSource = "OFFICIAL" }));
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        using var table = await server.GetAsync(SavedServer.Path("grants-open.csv", new { dataSource = "OFFICIAL" }) + "&guard=false");
        var rows = TableServer.Parse(await table.Content.ReadAsByteArrayAsync(Cancelled));
        var columns = Enumerable.Range(0, rows[0].Length).Where(column => !Own.Contains(rows[0][column])).ToList();
        return (
            await file.Content.ReadAsByteArrayAsync(Cancelled),
            [.. rows.Select(row => string.Join('|', columns.Select(column => row[column]))).Order(StringComparer.Ordinal)]);
    }

    private static Task<ImportResult> ImportAsync(TestDatabase database, Stream file, string name) =>
        new OfficeImporter(database.Contexts, Options.Create(new IntakeOptions()), Options.Create(new LedgerOptions()), TimeProvider.System)
            .ImportAsync(new ImportRequest(file, name, new Author("someone", "office")), null, Cancelled);
}
