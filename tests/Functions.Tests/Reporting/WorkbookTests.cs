using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using IndhCoops.Functions.Reporting;
using IndhCoops.Functions.Reporting.Tables;
using MiniExcelLibs;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>The workbook, opened again by another library than wrote it.</summary>
public abstract class WorkbookTests(ReportFixture fixture)
{
    private MonthReport Report => fixture.Report;

    private MemoryStream Bytes => new(fixture.Files["report.xlsx"].Bytes.ToArray());

    [Fact]
    public void The_balances_are_numbers_days_and_texts()
    {
        var rows = ReadBack.Sheet(fixture.Files["report.xlsx"].Bytes, "Soldes");
        Assert.Equal(BalanceColumns.All.Select(column => column.Heading), rows[0].Keys);
        Assert.Equal(Report.Balances.Count, rows.Count);
        foreach (var (row, line) in rows.Zip(Report.Balances))
        {
            foreach (var column in BalanceColumns.All)
            {
                Assert.Equal(Normal(column.Value(Report, line)), Normal(row[column.Heading]));
            }
        }
    }

    [Fact]
    public void The_totals_by_region_add_up_to_the_country_below_them()
    {
        var rows = ReadBack.Sheet(fixture.Files["report.xlsx"].Bytes, "Totaux par région");
        Assert.Equal([.. Report.Regions.Select(region => region.Region.Name), "Maroc"], rows.Select(row => (string)row["Région"]!));
        var country = Report.Country.Compared;
        foreach (var (heading, amount) in new[]
        {
            ("Solde d’ouverture (MAD)", country.Month.Opening),
            ("Décaissé (MAD)", country.Month.Flows.Disbursed),
            ("Solde de clôture (MAD)", country.Month.Closing),
            ("Décaissé le mois précédent (MAD)", country.MonthBefore!.Flows.Disbursed),
            ("Décaissé un an plus tôt (MAD)", country.YearBefore!.Flows.Disbursed),
            ("Cumul année : Décaissé (MAD)", Report.Country.YearToDate.Disbursed),
        })
        {
            Assert.Equal(amount, Convert.ToDecimal(rows[^1][heading], null));
            Assert.Equal(amount, rows.SkipLast(1).Sum(row => Convert.ToDecimal(row[heading], null)));
        }
    }

    [Fact]
    public void It_is_valid_with_frozen_headers_filters_and_formats()
    {
        using var document = SpreadsheetDocument.Open(Bytes, isEditable: false);
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(
                document, TestContext.Current.CancellationToken));
        var workbook = document.WorkbookPart!;
        Assert.Equal(
            ["Lisez-moi", "Totaux par région", "Soldes"], workbook.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value));
        foreach (var sheet in workbook.Workbook.Sheets!.Elements<Sheet>().Skip(1))
        {
            var content = ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet!;
            Assert.Equal(
                (PaneStateValues.Frozen, 1d),
                (content.Descendants<Pane>().Single().State!.Value, content.Descendants<Pane>().Single().VerticalSplit!.Value));
            Assert.StartsWith("A1:", content.Descendants<AutoFilter>().Single().Reference!, StringComparison.Ordinal);
            Assert.Contains("synthétiques", content.Descendants<OddFooter>().Single().Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_first_sheet_says_what_the_workbook_is()
    {
        var cells = Bytes.Query(useHeaderRow: false, sheetName: "Lisez-moi").Cast<IDictionary<string, object?>>().ToList();
        Assert.Contains(cells, row => row["A"] is "Nature des données" && row["B"] is "données synthétiques de démonstration");
        Assert.Contains(
            cells, row => row["A"] is "Leur montant (MAD)" && Convert.ToDecimal(row["B"], null) == Report.Strike.UncommittedAmount);
    }

    // A workbook knows numbers of one kind, and days with an hour.
    private static object? Normal(object? value) => value switch
    {
        int or double or decimal => Convert.ToDecimal(value, null),
        DateOnly day => day.ToDateTime(default),
        _ => value,
    };
}

/// <summary>The workbook of SQLite.</summary>
public sealed class SqliteWorkbookTests(SqliteReports fixture) : WorkbookTests(fixture), IClassFixture<SqliteReports>;

/// <summary>The workbook of PostgreSQL.</summary>
public sealed class PostgresWorkbookTests(PostgresReports fixture) : WorkbookTests(fixture), IClassFixture<PostgresReports>;
