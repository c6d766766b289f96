using System.IO.Compression;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting.Workbook;

[assembly: Shipped(typeof(ProvinceWorkbook))]

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>
/// The report of a province for a spreadsheet, a printed page for each sheet: the figures, then what is stuck and who got most.
/// </summary>
internal sealed class ProvinceWorkbook : IProvinceWriter
{
    private static readonly ReportLanguage Language = ReportLanguage.French;

    private static readonly (string Name, Func<Flows, decimal> Amount)[] Amounts =
    [
        (Language.Member("committed"), flows => flows.Committed),
        (Language.Member("amended"), flows => flows.Amended),
        (Language.Member("disbursed"), flows => flows.Disbursed),
        (Language.Member("refunded"), flows => flows.Refunded),
        (Language.Member("cancelled"), flows => flows.Cancelled),
    ];

    public ReportFormat Format => ReportFormat.Xlsx;

    string IProvinceWriter.Language => Language.Code;

    public string Ending => ".xlsx";

    public ReadOnlyMemory<byte> Write(MonthReport report, ProvinceReport province)
    {
        var footer =
            $"{province.Province.Name}, {Language.Month(report.Period)}, révision {report.Revision} : "
                + $"{Language.Source(province.DataSource)}";
        using var bytes = new MemoryStream();
        using var workbook = new WorkbookWriter(bytes, CompressionLevel.Fastest); // A hundred of them for each month, of some kilobytes.
        WriteFigures(
            workbook.AddSheet("Chiffres", new SheetLayout([46, 20, 20, 20, 20]) { IsPage = true, IsWide = true, Footer = footer }),
            report,
            province);
        WriteCases(
            workbook.AddSheet("Dossiers", new SheetLayout([46, 26, 14, 16, 16, 20]) { IsPage = true, IsWide = true, Footer = footer }),
            report,
            province);
        workbook.Finish();
        return bytes.ToArray();
    }

    private static void WriteFigures(SheetWriter sheet, MonthReport report, ProvinceReport province)
    {
        var (month, _, before) = province.Compared;
        Line(sheet, CellStyle.Bold, $"{province.Province.Name} ({province.Province.NameArabic}) : {Language.Month(report.Period)}");
        Line(
            sheet,
            CellStyle.Plain,
            $"{province.Region.Name}. Révision {report.Revision}. Montants en dirhams (MAD). Nature des données : "
                + $"{Language.Source(province.DataSource)}.");
        sheet.EndRow();
        Line(
            sheet,
            CellStyle.Heading,
            "Poste",
            Language.Month(report.Period),
            Language.Month(report.Period.AddYears(-1)),
            $"Depuis janvier {report.Period.Year}",
            $"Mêmes mois de {report.Period.Year - 1}");
        foreach (var (name, amount) in Amounts)
        {
            sheet.Text(name);
            sheet.Amount(amount(month.Flows));
            sheet.Amount(before is null ? null : amount(before.Flows));
            sheet.Amount(amount(province.YearToDate));
            sheet.Amount(province.YearToDateBefore is { } year ? amount(year) : null);
            sheet.EndRow();
        }

        sheet.Text("Subventions engagées (nombre)");
        sheet.Count(month.Flows.Grants);
        sheet.Count(before?.Flows.Grants);
        sheet.Count(province.YearToDate.Grants);
        sheet.Count(province.YearToDateBefore?.Grants);
        sheet.EndRow();
        sheet.Text(Language.Member("closing"));
        sheet.Amount(month.Closing);
        sheet.Amount(before?.Closing);
        sheet.EndRow();
        sheet.EndRow();
        Line(
            sheet,
            CellStyle.Heading,
            "Programme", "Décaissé du mois", "Engagé depuis janvier", "Décaissé depuis janvier",
            Language.Member("closing"));
        foreach (var total in province.Programmes)
        {
            WriteProgramme(sheet, Language.Programme(total.Programme), total.Month, total.YearToDate, CellStyle.Plain, CellStyle.Amount);
        }

        WriteProgramme(sheet, "Tous les programmes", month, province.YearToDate, CellStyle.Bold, CellStyle.BoldAmount);
    }

    private static void WriteProgramme(SheetWriter sheet, string name, Position month, Flows year, CellStyle text, CellStyle amount)
    {
        sheet.Text(name, text);
        sheet.Amount(month.Flows.Disbursed, amount);
        sheet.Amount(year.Committed, amount);
        sheet.Amount(year.Disbursed, amount);
        sheet.Amount(month.Closing, amount);
        sheet.EndRow();
    }

    private static void WriteCases(SheetWriter sheet, MonthReport report, ProvinceReport province)
    {
        WriteStuck(sheet, $"Engagées depuis plus d’un an, rien de payé, au {Language.Day(report.LastDay)}", province.NeverPaid);
        WriteStuck(sheet, "Commencées, rien de payé depuis plus d’un an", province.Stalled);
        Line(sheet, CellStyle.Bold, "Les coopératives qui ont reçu le plus (décaissé, moins remboursé)");
        Line(
            sheet,
            CellStyle.Heading,
            "Coopérative", "Nom arabe", "", "",
            Language.Month(report.Period),
            $"Depuis janvier {report.Period.Year}");
        foreach (var paid in province.MostPaid)
        {
            sheet.Text(paid.Cooperative.Name);
            sheet.Text(paid.Cooperative.NameArabic);
            sheet.Skip();
            sheet.Skip();
            sheet.Amount(paid.Month);
            sheet.Amount(paid.YearToDate);
            sheet.EndRow();
        }
    }

    private static void WriteStuck(SheetWriter sheet, string title, StuckGrants stuck)
    {
        Line(sheet, CellStyle.Bold, $"{title} : {Language.Counted(stuck.Count, "subvention", "subventions", "")}");
        Line(sheet, CellStyle.Heading, "Coopérative", "Nom arabe", "Programme", "Engagée le", "Dernier paiement", "Reste à payer (MAD)");
        foreach (var grant in stuck.Largest)
        {
            sheet.Text(grant.Cooperative.Name);
            sheet.Text(grant.Cooperative.NameArabic);
            sheet.Text(grant.ProgrammeCode);
            sheet.Day(grant.CommittedOn);
            sheet.Day(grant.PaidOn);
            sheet.Amount(grant.Left);
            sheet.EndRow();
        }

        sheet.Text("Total", CellStyle.Bold);
        sheet.Skip();
        sheet.Skip();
        sheet.Skip();
        sheet.Skip();
        sheet.Amount(stuck.Left, CellStyle.BoldAmount);
        sheet.EndRow();
        sheet.EndRow();
    }

    private static void Line(SheetWriter sheet, CellStyle style, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            sheet.Text(cell, style);
        }

        sheet.EndRow();
    }
}
