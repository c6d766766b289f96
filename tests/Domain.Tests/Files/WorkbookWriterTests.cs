using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using IndhCoops.Domain.Files.Workbooks;

namespace IndhCoops.Domain.Tests.Files;

/// <summary>What a spreadsheet finds in a workbook.</summary>
public sealed class WorkbookWriterTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void It_is_valid_prints_its_headings_on_every_page_and_names_each_row_and_cell()
    {
        var workbook = Write(book =>
        {
            var table = book.AddSheet(
                "Soldes",
                new SheetLayout([24, 17, 12, 20, 300]) { HasHeadings = true, HasFilters = true, Footer = "INDH & coopératives <1>" });
            foreach (var heading in (string[])["Province", "Engagé (MAD)", "Mois", "Saisi le", "Note"])
            {
                table.Text(heading, CellStyle.Heading);
            }

            table.EndRow();
            table.Text("Khémisset");
            table.Amount(1.5m);
            table.Day(new DateOnly(2026, 11, 28));
            table.Moment(new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc));
            table.EndRow();
            table.Skip();
            table.Flag(true);
            table.EndRow();
            table.OfferList(1, 2, 9, "L'été", 27, 3);
            book.AddSheet("L'été", new SheetLayout([20]) { IsHidden = true, IsRightToLeft = true });
            book.AddSheet("Lisez-moi", new SheetLayout([34, 96]) { IsPage = true }).Text("Bonjour", CellStyle.Wrapped);
        });

        using (var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false))
        {
            Assert.Empty(
                new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken)
                    .Select(error => error.Description));
        }

        var sheet = Part(workbook, "xl/worksheets/sheet1.xml");
        Assert.Equal(["1", "2", "3"], sheet.Descendants(Main + "row").Select(row => (string?)row.Attribute("r")));
        Assert.Equal(
            ["A1", "B1", "C1", "D1", "E1", "A2", "B2", "C2", "D2", "B3"],
            sheet.Descendants(Main + "c").Select(cell => (string?)cell.Attribute("r")));
        Assert.Equal(("landscape", "0", "2"), Setup(sheet));
        Assert.Equal(("portrait", "1", "1"), Setup(Part(workbook, "xl/worksheets/sheet3.xml")));
        Assert.Equal("'Soldes'!$1:$1", Part(workbook, "xl/workbook.xml").Descendants(Main + "definedName").Single().Value);
        Assert.Equal("'L''été'!$AA$1:$AA$3", sheet.Descendants(Main + "formula1").Single().Value);

        static (string?, string?, string?) Setup(XElement sheet) => sheet.Element(Main + "pageSetup") is { } setup
            ? ((string?)setup.Attribute("orientation"), (string?)setup.Attribute("fitToHeight"), (string?)setup.Attribute("fitToWidth"))
            : default;
    }

    [Theory]
    [InlineData("=1+1", "=1+1")]
    [InlineData("<b>&\"x\"</b>", "<b>&\"x\"</b>")]
    [InlineData("تعاونية 😀", "تعاونية 😀")]
    [InlineData("a\u0001\uFFFEb\r\nc\rd\te", "ab\nc\nd\te")]
    [InlineData("_x0041_ _x00_", "_x005F_x0041_ _x00_")]
    [InlineData("", "")]
    public void A_text_is_a_text_whatever_it_looks_like(string text, string stored)
    {
        var cell = Part(Write(book => book.AddSheet("a", new SheetLayout([20])).Text(text)), "xl/worksheets/sheet1.xml")
            .Descendants(Main + "c")
            .Single();
        Assert.Equal(("inlineStr", stored), ((string?)cell.Attribute("t"), cell.Value));
    }

    [Theory]
    [InlineData("0.30", "0.30")]
    [InlineData("-0.05", "-0.05")]
    [InlineData("1234567890123456.78", "1234567890123456.78")]
    [InlineData("999999999999.99", "999999999999.99")]
    public void An_amount_keeps_every_centime(string amount, string stored) => Assert.Equal(
        stored,
        Part(
            Write(book =>
                book.AddSheet("a", new SheetLayout([20])).Amount(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))),
            "xl/worksheets/sheet1.xml")
            .Descendants(Main + "v")
            .Single().Value);

    [Theory]
    [InlineData("History", "History (1)")]
    [InlineData("HISTORIQUE", "HISTORIQUE (1)")]
    [InlineData("[a]:b*c?d/e\\f", "-a--b-c-d-e-f")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("Un nom de feuille qui est beaucoup trop long", "Un nom de feuille qui est beauc")]
    [InlineData("", "Sheet")]
    public void A_sheet_gets_a_name_that_Excel_takes(string wanted, string name) => Assert.Equal(
        [name, "b", $"{(name.Length > 27 ? name[..27].TrimEnd() : name)} (2)"],
        Part(Write(book =>
        {
            book.AddSheet(wanted, new SheetLayout([20]));
            book.AddSheet("b", new SheetLayout([20]));
            book.AddSheet(wanted, new SheetLayout([20]));
        }), "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => (string?)sheet.Attribute("name")));

    private static byte[] Write(Action<WorkbookWriter> fill)
    {
        using var bytes = new MemoryStream();
        using var workbook = new WorkbookWriter(bytes);
        fill(workbook);
        workbook.Finish();
        return bytes.ToArray();
    }

    private static XElement Part(byte[] workbook, string path)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var part = archive.GetEntry(path)!.Open();
        return XElement.Load(part, LoadOptions.PreserveWhitespace);
    }
}
