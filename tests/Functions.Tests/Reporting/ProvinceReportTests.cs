using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>What a governor reads is what the balances and the ledger say of the province.</summary>
public abstract class ProvinceReportTests(ReportFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private MonthReport Report => fixture.Report;

    [Fact]
    public async Task The_month_and_the_year_are_those_of_the_balances_and_of_the_year_before()
    {
        await using var context = fixture.Context();
        var balances = await context.Balances.AsNoTracking().Include(balance => balance.Province).ToListAsync(Cancelled);
        Assert.Equal(Report.Provinces.Select(province => province.Province), Report.ProvinceReports.Select(province => province.Province));
        foreach (var province in Report.ProvinceReports)
        {
            var own = balances.Where(balance => balance.Province.Code == province.Province.Code).ToList();
            decimal Paid(DateOnly from, DateOnly to) =>
                own.Where(balance => balance.Month >= from && balance.Month <= to).Sum(balance => balance.Disbursed);
            Assert.Equal(Paid(new(2024, 6, 1), new(2024, 6, 1)), province.Compared.Month.Flows.Disbursed);
            Assert.Equal(Paid(new(2023, 6, 1), new(2023, 6, 1)), province.Compared.YearBefore!.Flows.Disbursed);
            Assert.Equal(Paid(new(2024, 1, 1), new(2024, 6, 1)), province.YearToDate.Disbursed);
            Assert.Equal(Paid(new(2023, 1, 1), new(2023, 6, 1)), province.YearToDateBefore!.Disbursed);
            Assert.Equal(province.Compared.Month, Position.Sum(province.Programmes.Select(programme => programme.Month)));
        }
    }

    [Fact]
    public async Task What_is_stuck_and_who_got_most_is_what_the_ledger_says_at_the_end_of_the_month()
    {
        await using var context = fixture.Context();
        var grants = await context.Grants.AsNoTrackingWithIdentityResolution()
            .Include(grant => grant.Movements).Include(grant => grant.Cooperative).ThenInclude(cooperative => cooperative.Province)
            .ToListAsync(Cancelled);
        var (end, yearAgo) = (new DateOnly(2024, 6, 30), new DateOnly(2023, 6, 30));
        var ledgers = grants.Select(grant =>
        {
            var movements = grant.Movements.Where(movement => movement.EffectiveOn <= end).ToList();
            var paid = movements.Where(movement => movement.Kind == MovementKind.Disbursement).ToList();
            return new
            {
                grant.Cooperative,
                Left = movements.Sum(movement => movement.SignedAmount),
                IsOld = movements.Any(movement => movement.Kind == MovementKind.Commitment && movement.EffectiveOn <= yearAgo),
                IsPaid = PaidSince(DateOnly.MinValue) > 0,
                IsPaidLately = paid.Any(movement => movement.EffectiveOn > yearAgo),
                Paid = PaidSince(new DateOnly(2024, 1, 1)),
            };

            decimal PaidSince(DateOnly day) => movements.Where(movement => movement.EffectiveOn >= day).Aggregate(
                default(LedgerBalance), (balance, movement) => balance.After(movement.Kind, movement.Amount)).Outstanding;
        }).ToList();
        Assert.All(Report.ProvinceReports, province =>
        {
            var own = ledgers.Where(ledger => ledger.Cooperative.Province.Code == province.Province.Code).ToList();
            var stuck = own.Where(ledger => ledger is { IsOld: true, Left: > 0 } && !(ledger.IsPaid && ledger.IsPaidLately))
                .ToLookup(ledger => ledger.IsPaid);
            Assert.Equal(
                (stuck[false].Count(), stuck[false].Sum(ledger => ledger.Left)), (province.NeverPaid.Count, province.NeverPaid.Left));
            Assert.Equal((stuck[true].Count(), stuck[true].Sum(ledger => ledger.Left)), (province.Stalled.Count, province.Stalled.Left));
            Assert.Equal(
                own.GroupBy(ledger => ledger.Cooperative.Id).Select(ledgers => ledgers.Sum(ledger => ledger.Paid)).Where(paid => paid > 0)
                    .OrderDescending()
                    .Take(10),
                province.MostPaid.Select(paid => paid.YearToDate));
        });
        Assert.Contains(Report.ProvinceReports, province => province.NeverPaid.Count + province.Stalled.Count > 0);
        Assert.Contains(Report.ProvinceReports, province => province.MostPaid.Count > 0);
    }

    [Fact]
    public void Each_province_has_a_page_and_a_workbook_with_these_figures()
    {
        var province = Report.ProvinceReports.MaxBy(report => report.NeverPaid.Count + report.Stalled.Count)!;
        var files = ReportFixture.ProvinceWriters.ToDictionary(writer => writer.Ending, writer => writer.Write(Report, province));
        var page = ReadBack.Page(files[".html"]);
        using var document = SpreadsheetDocument.Open(new MemoryStream(files[".xlsx"].ToArray()), isEditable: false);

        Assert.Equal(
            [
                province.Compared.Month.Flows.Disbursed,
                province.Compared.YearBefore!.Flows.Disbursed,
                province.YearToDate.Disbursed,
                province.YearToDateBefore!.Disbursed,
            ],
            ReadBack.Figures(
                page.QuerySelectorAll("#chiffres tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "Décaissé")));
        Assert.Equal(
            province.MostPaid.Select(paid => paid.YearToDate),
            page.QuerySelectorAll("#payees tbody tr").Select(row => ReadBack.Figures(row)[^1]));
        Assert.All(
            page.QuerySelectorAll("a[href]"), link => Assert.DoesNotContain(":", link.GetAttribute("href")!, StringComparison.Ordinal));
        Assert.All(
            page.QuerySelectorAll("table"), table => Assert.False(string.IsNullOrWhiteSpace(table.QuerySelector("caption")?.TextContent)));
        Assert.Equal(
            [(ReportFormat.Html, "ar"), (ReportFormat.Html, "fr"), (ReportFormat.Xlsx, "fr")],
            ReportFixture.ProvinceWriters.Select(writer => (writer.Format, writer.Language)).Order());
        var arabic = ReadBack.Page(files[".ar.html"]);
        Assert.Equal(("ar", "rtl"), (arabic.DocumentElement.GetAttribute("lang"), arabic.DocumentElement.GetAttribute("dir")));
        Assert.Equal(ReadBack.Figures(page.DocumentElement), ReadBack.Figures(arabic.DocumentElement));
        Assert.Contains(province.Province.NameArabic, arabic.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.All(
            arabic.QuerySelectorAll("h2, caption, thead th"),
            text => Assert.Contains(text.TextContent, letter => letter is >= '\u0600' and <= '\u06FF'));
        var code = province.Province.Code;
        Assert.Equal(
            ["../report.html", $"{code}.xlsx", $"{code}.ar.html"],
            page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).Where(link => !link.StartsWith('#')));
        Assert.Equal(
            ["../report.ar.html", $"{code}.xlsx", $"{code}.html"],
            arabic.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).Where(link => !link.StartsWith('#')));
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, Cancelled));
        var rows =
            MiniExcelLibs.MiniExcel.Query(new MemoryStream(files[".xlsx"].ToArray()), useHeaderRow: false, sheetName: "Chiffres")
                .Cast<IDictionary<string, object?>>()
                .ToList();
        Assert.Equal(province.YearToDate.Disbursed, Convert.ToDecimal(rows.Single(row => row["A"] is "Décaissé")["D"], null));
    }
}

/// <summary>Provinces of SQLite.</summary>
public sealed class SqliteProvinceReportTests(SqliteReports fixture) : ProvinceReportTests(fixture), IClassFixture<SqliteReports>;

/// <summary>Provinces of PostgreSQL.</summary>
public sealed class PostgresProvinceReportTests(PostgresReports fixture) : ProvinceReportTests(fixture), IClassFixture<PostgresReports>;
