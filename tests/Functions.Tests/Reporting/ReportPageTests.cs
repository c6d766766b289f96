using System.Globalization;
using System.Text;
using AngleSharp.Html.Dom;
using IndhCoops.Domain;
using IndhCoops.Functions.Reporting;
using IndhCoops.Functions.Reporting.Html;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>The page that an office reads.</summary>
public abstract class ReportPageTests(ReportFixture fixture)
{
    private MonthReport Report => fixture.Report;

    private IHtmlDocument Page => ReadBack.Page(fixture.Files["report.html"].Bytes);

    [Fact]
    public void The_totals_of_the_country_regions_provinces_and_programmes_are_those_of_the_report()
    {
        var page = Page;
        var month = Report.Country.Compared.Month;
        Assert.Equal(Row(month), ReadBack.Figures(page.QuerySelector("#regions-mois tfoot tr")!));
        Assert.Equal(Row(month), ReadBack.Figures(page.QuerySelector("#programmes-mois tfoot tr")!));
        Assert.Equal(
            Report.Regions.Select(region => Row(region.Compared.Month)),
            page.QuerySelectorAll("#regions-mois tbody tr").Select(ReadBack.Figures));
        Assert.Equal(
            Report.Provinces.Select(province => Row(province.Month)),
            page.QuerySelectorAll("#provinces-mois tr:not(.sum):not(.group):has(data)").Select(ReadBack.Figures));
        Assert.Equal(
            Report.Programmes.Select(programme => Row(programme.Month)),
            page.QuerySelectorAll("#programmes-mois tbody tr").Select(ReadBack.Figures));
        Assert.Equal(
            Report.Regions.Where(region => Report.Provinces.Any(province => province.Region == region.Region)).Select(
                region => Row(region.Compared.Month)),
            page.QuerySelectorAll("#provinces-mois tr.sum").Select(ReadBack.Figures));
    }

    [Fact]
    public void Months_are_compared_and_figures_are_written_the_French_way()
    {
        var page = Page;
        var (month, before, year) = Report.Country.Compared;
        var disbursed = page.QuerySelectorAll("#pays-mois tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "Décaissé");
        Assert.Equal([month.Flows.Disbursed, before!.Flows.Disbursed, year!.Flows.Disbursed], ReadBack.Figures(disbursed));
        var cells = disbursed.QuerySelectorAll("td").Select(cell => cell.TextContent).ToList();
        Assert.Equal(
            [
                ReportLanguage.Numbers.Amount(month.Flows.Disbursed),
                ReportLanguage.Numbers.Amount(before.Flows.Disbursed),
                ReportLanguage.Numbers.Signed(month.Flows.Disbursed - before.Flows.Disbursed, "N2"),
                ReportLanguage.Numbers.Growth(month.Flows.Disbursed, before.Flows.Disbursed)!,
                ReportLanguage.Numbers.Amount(year.Flows.Disbursed),
                ReportLanguage.Numbers.Signed(month.Flows.Disbursed - year.Flows.Disbursed, "N2"),
                ReportLanguage.Numbers.Growth(month.Flows.Disbursed, year.Flows.Disbursed)!,
            ],
            cells);
        Assert.Equal(
            Report.DisbursedByMonth.Select(amount => amount.Amount!.Value).Order(),
            page.QuerySelectorAll("#mois data")
                .Select(data => decimal.Parse(data.GetAttribute("value")!, CultureInfo.InvariantCulture))
                .Order());
    }

    [Fact]
    public void Bilans_stand_beside_computed_figures_with_the_gap()
    {
        var blocks = Page.QuerySelectorAll("#bilans-table tbody");
        Assert.Equal(Report.Statements.Count, blocks.Length);
        foreach (var (block, statement) in blocks.Zip(Report.Statements))
        {
            Assert.Contains(statement.Source, block.TextContent, StringComparison.Ordinal);
            if (statement.Gap.IndhContribution is { } gap)
            {
                var row = block.QuerySelectorAll("tr").Single(row => row.QuerySelector("th")!.TextContent == "Part de l’INDH");
                Assert.Equal(
                    [statement.Reported.IndhContribution!.Value, statement.Computed.IndhContribution!.Value, gap], ReadBack.Figures(row));
            }
        }
    }

    [Fact]
    public void It_needs_nothing_but_itself_and_is_accessible()
    {
        var page = Page;
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, [src], [style]"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.All(
            page.QuerySelectorAll("a[href]"), link => Assert.DoesNotContain(":", link.GetAttribute("href")!, StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.All(
            new[] { "header", "nav[aria-label]", "main", "footer", "h1" }, landmark => Assert.Single(page.QuerySelectorAll(landmark)));
        Assert.All(
            page.QuerySelectorAll("table"), table => Assert.False(string.IsNullOrWhiteSpace(table.QuerySelector("caption")?.TextContent)));
        Assert.All(page.QuerySelectorAll("th"), head => Assert.True(head.HasAttribute("scope")));
        Assert.Equal(3, page.QuerySelectorAll("svg[role=img] > title").Length);
        Assert.Equal(3, page.QuerySelectorAll("svg[role=img] > desc").Length);
        Assert.All(
            page.QuerySelectorAll("[aria-labelledby]"),
            element => Assert.All(element.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id))));
        Assert.Distinct(page.QuerySelectorAll("[id]").Select(element => element.Id));
        Assert.Equal(
            Report.Provinces.Select(province => province.Province.NameArabic),
            page.QuerySelectorAll("#provinces-mois tr:not(.sum):not(.group):has(data) [lang=ar][dir=rtl]")
                .Select(name => name.TextContent));
    }

    [Fact]
    public void Demonstrations_and_provisional_figures_are_marked()
    {
        Assert.Contains("Données synthétiques de démonstration", Banners(Report), StringComparison.Ordinal);
        Assert.DoesNotContain("Chiffres provisoires", Banners(Report), StringComparison.Ordinal);
        Assert.Contains("Chiffres provisoires", Banners(Report with { Provisional = true }), StringComparison.Ordinal);
        Assert.Empty(Banners(Report with { DataSource = DataSource.Official }));
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var text = Page.QuerySelector("#limites")!.TextContent;
        Assert.Contains(ReportLanguage.Numbers.Count(Report.Strike.UncommittedGrants), text, StringComparison.Ordinal);
        Assert.Contains(ReportLanguage.Numbers.Amount(Report.Strike.UncommittedAmount), text, StringComparison.Ordinal);
        Assert.Contains(ReportLanguage.Numbers.Count(Report.Strike.LaterMovements), text, StringComparison.Ordinal);
        Assert.Contains(ReportLanguage.Numbers.Count(Report.StatementsLeftOut), text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Arabic_page_says_the_same_figures_from_right_to_left()
    {
        var (french, arabic) = (Page, ReadBack.Page(fixture.Files["report.ar.html"].Bytes));

        Assert.Equal(("ar", "rtl"), (arabic.DocumentElement.GetAttribute("lang"), arabic.DocumentElement.GetAttribute("dir")));
        Assert.Equal(ReadBack.Figures(french.DocumentElement), ReadBack.Figures(arabic.DocumentElement));
        Assert.Equal(
            french.QuerySelectorAll("[id]").Select(element => element.Id), arabic.QuerySelectorAll("[id]").Select(element => element.Id));
        Assert.Contains("يونيو 2024", arabic.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.All(
            arabic.QuerySelectorAll("h1, h2, caption, nav a, thead th"),
            text => Assert.Contains(text.TextContent, letter => letter is >= '\u0600' and <= '\u06FF'));
    }

    [Fact]
    public void Names_are_encoded()
    {
        const string Name = "<script>alert(\"1\")</script> & 'co'";
        var hostile = Report.Regions[0] with { Region = new Place("MA-01", Name, Name) };
        var content = new FrenchReportPage().Write(Report with { Regions = [hostile] });
        Assert.DoesNotContain("<script", Encoding.UTF8.GetString(content.Bytes.Span), StringComparison.Ordinal);
        Assert.StartsWith(
            Name, ReadBack.Page(content.Bytes).QuerySelector("#regions-mois tbody th")!.TextContent, StringComparison.Ordinal);
    }

    private static string Banners(MonthReport report) => string.Concat(
        ReadBack.Page(new FrenchReportPage().Write(report).Bytes).QuerySelectorAll(".banner").Select(banner => banner.TextContent));

    private static List<decimal> Row(Position position) =>
    [
        position.Opening, position.Flows.Committed, position.Flows.Amended, position.Flows.Disbursed,
        position.Flows.Refunded, position.Flows.Cancelled, position.Closing, position.Flows.Grants,
    ];
}

/// <summary>The page of SQLite.</summary>
public sealed class SqliteReportPageTests(SqliteReports fixture) : ReportPageTests(fixture), IClassFixture<SqliteReports>;

/// <summary>The page of PostgreSQL.</summary>
public sealed class PostgresReportPageTests(PostgresReports fixture) : ReportPageTests(fixture), IClassFixture<PostgresReports>;
