using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Functions.Reporting.Tables;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>What the workbook is, what it leaves out, and what its columns mean.</summary>
internal static class ReadMeSheet
{
    public static void Write(WorkbookWriter workbook, MonthReport report)
    {
        var strike = report.Strike;
        var sheet = workbook.AddSheet("Lisez-moi", new SheetLayout([34, 96]) { IsPage = true });
        Title($"Soutien de l’INDH aux coopératives : {ReportLanguage.French.Month(report.Period)}");
        Line("Nature des données", () => sheet.Text(ReportLanguage.French.Source(report.DataSource), CellStyle.Bold));
        Line("Chiffres", () => sheet.Text(report.Provisional ? "provisoires : le mois n’est pas terminé" : "du mois terminé"));
        Line("Mois", () => sheet.Day(report.Period));
        Line("Révision", () => sheet.Count(report.Revision));
        Line("Soldes arrêtés le", () => sheet.Text(ReportLanguage.French.Moment(strike.StruckAt)));
        Line("Mouvements au grand livre", () => sheet.Count(strike.Movements));
        Line("Dernier mouvement saisi le", () => sheet.Text(strike.LastRecordedAt is { } last ? ReportLanguage.French.Moment(last) : null));
        sheet.EndRow();
        Title("Ce qui n’est pas compté");
        Line("Subventions sans engagement daté", () => sheet.Count(strike.UncommittedGrants));
        Line("Leur montant (MAD)", () => sheet.Amount(strike.UncommittedAmount));
        Line("Mouvements d’un mois à venir", () => sheet.Count(strike.LaterMovements));
        sheet.EndRow();
        Title("Colonnes de la feuille Soldes");
        foreach (var column in BalanceColumns.All)
        {
            Line(column.Heading, () => sheet.Text(column.Description, CellStyle.Wrapped));
        }

        void Title(string text)
        {
            sheet.Text(text, CellStyle.Bold);
            sheet.EndRow();
        }

        void Line(string name, Action value)
        {
            sheet.Text(name);
            value();
            sheet.EndRow();
        }
    }
}
