using IndhCoops.Domain.Files.Workbooks;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>A row for each region, and the country below them.</summary>
internal static class RegionsSheet
{
    private static readonly string[] Amounts =
    [
        "Solde d’ouverture (MAD)", "Engagé (MAD)", "Avenants (MAD)", "Décaissé (MAD)", "Remboursé (MAD)", "Annulé (MAD)",
        "Solde de clôture (MAD)",
        "Subventions", "Décaissé le mois précédent (MAD)", "Décaissé un an plus tôt (MAD)", "Cumul année : Engagé (MAD)",
        "Cumul année : Décaissé (MAD)",
    ];

    public static void Write(WorkbookWriter workbook, MonthReport report, string footer)
    {
        var sheet = workbook.AddSheet(
            "Totaux par région",
            new SheetLayout([12, 28, 24, 36, .. Amounts.Select(_ => 18.0)]) { HasHeadings = true, HasFilters = true, Footer = footer });
        foreach (var heading in (string[])["Code région", "Région", "Région (arabe)", "Nature des données", .. Amounts])
        {
            sheet.Text(heading, CellStyle.Heading);
        }

        sheet.EndRow();
        foreach (var region in report.Regions)
        {
            WriteLine(sheet, report, region.Region, region.Compared, region.YearToDate, bold: false);
        }

        // Filters leave out the country, which is the sum of the regions.
        sheet.EndFilters();
        WriteLine(sheet, report, new Place("MA", "Maroc", "المغرب"), report.Country.Compared, report.Country.YearToDate, bold: true);
    }

    private static void WriteLine(SheetWriter sheet, MonthReport report, Place place, Comparison compared, Flows yearToDate, bool bold)
    {
        var (text, amount, count) = bold
            ? (CellStyle.Bold, CellStyle.BoldAmount, CellStyle.BoldCount)
            : (CellStyle.Plain, CellStyle.Amount, CellStyle.Count);
        var month = compared.Month;
        sheet.Text(place.Code, text);
        sheet.Text(place.Name, text);
        sheet.Text(place.NameArabic, text);
        sheet.Text(ReportLanguage.French.Source(report.DataSource), text);
        sheet.Amount(month.Opening, amount);
        sheet.Amount(month.Flows.Committed, amount);
        sheet.Amount(month.Flows.Amended, amount);
        sheet.Amount(month.Flows.Disbursed, amount);
        sheet.Amount(month.Flows.Refunded, amount);
        sheet.Amount(month.Flows.Cancelled, amount);
        sheet.Amount(month.Closing, amount);
        sheet.Count(month.Flows.Grants, count);
        sheet.Amount(compared.MonthBefore?.Flows.Disbursed, amount);
        sheet.Amount(compared.YearBefore?.Flows.Disbursed, amount);
        sheet.Amount(yearToDate.Committed, amount);
        sheet.Amount(yearToDate.Disbursed, amount);
        sheet.EndRow();
    }
}
