using IndhCoops.Domain;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using IndhCoops.Functions.Reporting;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>What a report says is what the balances say.</summary>
public abstract class MonthReportTests(ReportFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private MonthReport Report => fixture.Report;

    [Fact]
    public async Task Every_balance_of_the_month_is_a_line()
    {
        await using var context = fixture.Context();
        var balances = await context.Balances.AsNoTracking().Where(balance => balance.Month == ReportFixture.Period).ToListAsync(Cancelled);
        Assert.NotEmpty(balances);
        Assert.Equal(
            balances.Select(balance => balance.Id).Order(StringComparer.Ordinal),
            Report.Balances.Select(line => line.Id).Order(StringComparer.Ordinal));
        var country = Report.Country.Compared.Month;
        Assert.Equal(balances.Sum(balance => balance.Opening), country.Opening);
        Assert.Equal(balances.Sum(balance => balance.Disbursed), country.Flows.Disbursed);
        Assert.Equal(balances.Sum(balance => balance.Closing), country.Closing);
        Assert.Equal(balances.Sum(balance => balance.Grants), country.Flows.Grants);
        Assert.Equal(balances.Sum(balance => balance.YearToDate.Disbursed), Report.Country.YearToDate.Disbursed);
        Assert.NotEqual(0, country.Flows.Disbursed);
    }

    [Fact]
    public void Regions_provinces_and_programmes_add_up_to_the_country()
    {
        var country = Report.Country;
        Assert.Equal(12, Report.Regions.Count);
        Assert.Equal(country.Compared.Month, Position.Sum(Report.Regions.Select(region => region.Compared.Month)));
        Assert.Equal(country.Compared.MonthBefore, Position.Sum(Report.Regions.Select(region => region.Compared.MonthBefore!)));
        Assert.Equal(country.Compared.YearBefore, Position.Sum(Report.Regions.Select(region => region.Compared.YearBefore!)));
        Assert.Equal(country.Compared.Month, Position.Sum(Report.Provinces.Select(province => province.Month)));
        Assert.Equal(country.Compared.Month, Position.Sum(Report.Programmes.Select(programme => programme.Month)));
        Assert.All(Report.Regions, region => Assert.Equal(
            region.Compared.Month,
            Position.Sum(Report.Provinces.Where(province => province.Region == region.Region).Select(province => province.Month))));
    }

    [Fact]
    public void A_month_opens_as_the_one_before_closed_and_adds_up()
    {
        var (month, before, _) = Report.Country.Compared;
        Assert.Equal(before!.Closing, month.Opening);
        Assert.Equal(month.Closing, month.Opening + month.Flows.Net);
        Assert.All(Report.Balances, line => Assert.Equal(line.Position.Closing, line.Position.Opening + line.Position.Flows.Net));
    }

    [Fact]
    public async Task Twenty_four_months_are_those_of_the_balances()
    {
        await using var context = fixture.Context();
        var first = ReportFixture.Period.AddMonths(-23);
        var disbursed = (await context.Balances.Where(balance => balance.Month >= first && balance.Month <= ReportFixture.Period)
            .Select(balance => new { balance.Month, balance.Disbursed }).ToListAsync(Cancelled))
            .GroupBy(row => row.Month).OrderBy(rows => rows.Key).Select(rows => new MonthAmount(rows.Key, rows.Sum(row => row.Disbursed)));
        Assert.Equal(disbursed, Report.DisbursedByMonth);
        Assert.Equal(24, Report.DisbursedByMonth.Count);
    }

    [Fact]
    public void Bilans_whose_period_has_ended_stand_beside_computed_figures()
    {
        Assert.Equal(17, Report.Statements.Count + Report.StatementsLeftOut);
        Assert.All(Report.Statements, statement => Assert.True(statement.To <= Report.LastDay));
        var khemisset = Report.Statements.Single(statement => statement is { Province.Code: "MA-KHE", Programme.Code: "P3" });
        Assert.Equal(4_740_000m, khemisset.Reported.IndhContribution);
        Assert.Equal(khemisset.Reported.IndhContribution - khemisset.Computed.IndhContribution, khemisset.Gap.IndhContribution);
        Assert.NotNull(khemisset.Gap.IndhContribution);
    }

    [Fact]
    public async Task The_strike_says_what_the_ledger_looked_like()
    {
        await using var context = fixture.Context();
        Assert.Equal(await context.Movements.CountAsync(Cancelled), Report.Strike.Movements);
        Assert.Equal(await context.Movements.MaxAsync(movement => movement.RecordedAt, Cancelled), Report.Strike.LastRecordedAt);
        Assert.Equal(await context.Grants.CountAsync(grant => grant.Movements.Count == 0, Cancelled), Report.Strike.UncommittedGrants);
        Assert.Equal(
            (DataSource.Synthetic, false, null, 1), (Report.DataSource, Report.Provisional, (Phase?)Report.Phase, Report.Revision));
    }

    [Fact]
    public async Task The_current_month_is_provisional()
    {
        await using var context = fixture.Context();
        var current = await context.StruckMonths.Where(month => month.IsProvisional).Select(month => month.Month).SingleAsync(Cancelled);
        Assert.True((await fixture.Reader.ReadAsync(current, 1, Cancelled)).Provisional);
    }

    [Fact]
    public async Task Nothing_is_known_of_months_before_the_ledger()
    {
        await using var context = fixture.Context();
        var first = await context.StruckMonths.MinAsync(month => month.Month, Cancelled);
        var report = await fixture.Reader.ReadAsync(first, 1, Cancelled);
        Assert.Equal((null, null), (report.Country.Compared.MonthBefore, report.Country.Compared.YearBefore));
        Assert.Equal(23, report.DisbursedByMonth.Count(month => month.Amount is null));
        Assert.Equal(report.Country.Compared.Month.Flows.Disbursed, report.DisbursedByMonth[^1].Amount);
        Assert.All(ReportFixture.Writers, writer => Assert.NotEqual(0, writer.Write(report).Bytes.Length));
    }

    [Fact]
    public async Task A_month_that_has_not_been_struck_has_no_report()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => fixture.Reader.ReadAsync(new DateOnly(1999, 1, 1), 1, Cancelled));
        Assert.Contains("1999-01-01", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_sees_nothing_that_is_written_meanwhile_and_keeps_nobody_from_writing()
    {
        await using var reading = fixture.Context();
        await using var snapshot = await reading.BeginSnapshotAsync(Cancelled);
        var before = await reading.LoadedData.CountAsync(Cancelled);
        await using var writing = fixture.Context();
        writing.Add(new LoadedData($"test-{Guid.NewGuid()}", "1", DateTimeOffset.UnixEpoch));
        Assert.Equal(1, await writing.SaveChangesAsync(Cancelled));
        Assert.Equal(before, await reading.LoadedData.CountAsync(Cancelled));
        Assert.Equal(before + 1, await writing.LoadedData.CountAsync(Cancelled));
    }

    [Fact]
    public async Task Reading_twice_gives_the_same_report()
    {
        var again = await fixture.Reader.ReadAsync(ReportFixture.Period, 1, Cancelled);
        Assert.All(
            ReportFixture.Writers,
            writer => Assert.Equal(fixture.Files[writer.FileName].Bytes.ToArray(), writer.Write(again).Bytes.ToArray()));
    }
}

/// <summary>Reports of SQLite.</summary>
public sealed class SqliteMonthReportTests(SqliteReports fixture) : MonthReportTests(fixture), IClassFixture<SqliteReports>;

/// <summary>Reports of PostgreSQL.</summary>
public sealed class PostgresMonthReportTests(PostgresReports fixture) : MonthReportTests(fixture), IClassFixture<PostgresReports>;
