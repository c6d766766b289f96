using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Pages;

/// <summary>A province's page says of the same ledger what the report of the province says.</summary>
public sealed class StuckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_payment_that_was_taken_back_is_none_and_a_grant_without_money_is_not_stuck(DatabaseKind kind)
    {
        await using var database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        await StuckLedger.WriteAsync(database, DateOnly.FromDateTime(DateTime.UtcNow), Cancelled);
        await using var server = await AccessServer.StartAsync(database.Options);

        var page = await HtmlPage.GetAsync(server, "/provinces/MA-TIZ?lang=en");

        Assert.Contains("Committed and not paid: 3 (MAD 2,700.00)", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            [("En partie From the press", "700.00"), ("Jamais From the press", "1,000.00"), ("Reprise From the press", "1,000.00")],
            page.Rows("unpaid").Select(row => (row[0], row[^1])).Order());
    }
}
