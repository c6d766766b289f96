using System.Globalization;
using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>The same report is the same bytes, and a month of which nothing is known is a report as well.</summary>
public sealed class DeterminismTests(SqliteReports fixture) : IClassFixture<SqliteReports>
{
    [Theory]
    [InlineData("fr-FR")]
    [InlineData("ar-MA")]
    [InlineData("fa-IR")]
    public void Files_are_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.All(ReportFixture.Writers, writer => Assert.True(
                fixture.Files[writer.FileName].Bytes.Span.SequenceEqual(writer.Write(fixture.Report).Bytes.Span), writer.FileName));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_workbook_does_not_say_when_it_was_written()
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(fixture.Files["report.xlsx"].Bytes.ToArray()));
        Assert.NotEmpty(archive.Entries);
        Assert.All(archive.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_ledger_without_movements_still_has_its_report(DatabaseKind kind)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.WithFactsAsync(kind, cancelled);
        await new BalanceStriker(database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, cancelled);

        var report = await new MonthReportReader(database.Contexts).ReadAsync(TimeProvider.System.CurrentMonth(), 1, cancelled);

        Assert.Empty(report.Balances);
        Assert.Equal((Position.Zero, 12, 3), (report.Country.Compared.Month, report.Regions.Count, report.Strike.UncommittedGrants));
        Assert.All(ReportFixture.Writers, writer => Assert.NotEqual(0, writer.Write(report).Bytes.Length));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task What_was_recorded_since_the_strike_is_in_no_part_of_a_report(DatabaseKind kind)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.WithDemoAsync(kind, 10, cancelled);
        await new BalanceStriker(database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, cancelled);
        var before = await ProvincesAsync();
        await using var context = database.Contexts.CreateDbContext();
        var grants = await context.Grants.AsNoTracking().Include(grant => grant.Movements)
            .Where(grant => grant.Movements.Any(movement => movement.EffectiveOn < new DateOnly(2023, 6, 1)))
            .ToListAsync(cancelled);
        var recorder = new MovementRecorder(database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);
        var paid = grants.Where(grant => grant.Movements.Sum(movement => movement.SignedAmount) > 1).ToList();
        foreach (var grant in paid)
        {
            var payment = new NewMovement(grant.Id, MovementKind.Disbursement, 0.01m, new DateOnly(2024, 6, 10));
            await recorder.RecordAsync(payment, cancelled);
        }

        Assert.NotEmpty(paid);
        Assert.Equal(before, await ProvincesAsync());

        async Task<List<string>> ProvincesAsync()
        {
            var report = await new MonthReportReader(database.Contexts).ReadAsync(new DateOnly(2024, 6, 1), 1, cancelled);
            var page = ReportFixture.ProvinceWriters.Single(writer => writer.Ending == ".html");
            return [.. report.ProvinceReports.Select(province => System.Text.Encoding.UTF8.GetString(page.Write(report, province).Span))];
        }
    }
}
