using DocumentFormat.OpenXml.Spreadsheet;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>A row for each region, and the country below them.</summary>
internal static class RegionsSheet
{
    private static readonly string[] Amounts =
    [
        "Solde d’ouverture (MAD)", "Engagé (MAD)", "Avenants (MAD)", "Décaissé (MAD)", "Remboursé (MAD)", "Annulé (MAD)", "Solde de clôture (MAD)",
        "Subventions", "Décaissé le mois précédent (MAD)", "Décaissé un an plus tôt (MAD)", "Cumul année : Engagé (MAD)", "Cumul année : Décaissé (MAD)",
    ];

    public static Worksheet Of(MonthReport report, string footer) => Sheets.Table(
        [new("Code région", 12), new("Région", 28), new("Région (arabe)", 24), new("Nature des données", 36), .. Amounts.Select(heading => new SheetColumn(heading, 18))],
        [
            .. report.Regions.Select(region => Line(report, region.Region, region.Compared, region.YearToDate, bold: false)),
            Line(report, new Place("MA", "Maroc", "المغرب"), report.Country.Compared, report.Country.YearToDate, bold: true),
        ],
        report.Regions.Count,
        footer);

    private static Row Line(MonthReport report, Place place, Comparison compared, Flows yearToDate, bool bold)
    {
        var (text, amount, count) = bold ? (CellStyle.Bold, CellStyle.BoldAmount, CellStyle.BoldCount) : (CellStyle.Plain, CellStyle.Amount, CellStyle.Count);
        var month = compared.Month;
        return new Row(
            Cells.Text(place.Code, text),
            Cells.Text(place.Name, text),
            Cells.Text(place.NameArabic, text),
            Cells.Text(French.Source(report.DataSource), text),
            Cells.Amount(month.Opening, amount),
            Cells.Amount(month.Flows.Committed, amount),
            Cells.Amount(month.Flows.Amended, amount),
            Cells.Amount(month.Flows.Disbursed, amount),
            Cells.Amount(month.Flows.Refunded, amount),
            Cells.Amount(month.Flows.Cancelled, amount),
            Cells.Amount(month.Closing, amount),
            Cells.Count(month.Flows.Grants, count),
            Cells.Amount(compared.MonthBefore?.Flows.Disbursed, amount),
            Cells.Amount(compared.YearBefore?.Flows.Disbursed, amount),
            Cells.Amount(yearToDate.Committed, amount),
            Cells.Amount(yearToDate.Disbursed, amount));
    }
}
