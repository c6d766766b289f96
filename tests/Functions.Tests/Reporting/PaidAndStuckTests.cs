using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Reporting;
using Microsoft.Extensions.Time.Testing;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>What is paid is what was disbursed less what came back, in a province's report as on its page.</summary>
public sealed class PaidAndStuckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_payment_that_was_taken_back_is_none_and_a_grant_without_money_is_not_stuck(DatabaseKind kind)
    {
        await using var database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        await StuckLedger.WriteAsync(database, new DateOnly(2024, 6, 30), Cancelled);
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 7, 1, 2, 0, 0, TimeSpan.Zero));
        await new BalanceStriker(database.Contexts, clock).StrikeAsync(afresh: false, Cancelled);

        var report = await new MonthReportReader(database.Contexts).ReadAsync(new DateOnly(2024, 6, 1), 1, Cancelled);

        var province = Assert.Single(report.ProvinceReports);
        Assert.Equal(["Jamais", "Reprise", "En partie"], province.NeverPaid.Largest.Select(grant => grant.Cooperative.Name));
        Assert.Equal((3, 2700m), (province.NeverPaid.Count, province.NeverPaid.Left));
        Assert.All(province.NeverPaid.Largest, grant => Assert.Null(grant.PaidOn));
        var stopped = Assert.Single(province.Stalled.Largest);
        Assert.Equal(("Arrêtée", 600m, new DateOnly(2022, 10, 30)), (stopped.Cooperative.Name, stopped.Left, stopped.PaidOn));
        var paid = Assert.Single(province.MostPaid);
        Assert.Equal(("Payée", 0m, 400m), (paid.Cooperative.Name, paid.Month, paid.YearToDate));
    }
}
