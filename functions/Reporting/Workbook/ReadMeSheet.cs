using DocumentFormat.OpenXml.Spreadsheet;
using IndhCoops.Functions.Reporting.Tables;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>What the workbook is, what it leaves out, and what its columns mean.</summary>
internal static class ReadMeSheet
{
    public static Worksheet Of(MonthReport report)
    {
        var strike = report.Strike;
        return Sheets.Page(
            [new("", 34), new("", 96)],
            [
                new Row(Cells.Text($"Soutien de l’INDH aux coopératives : {French.Month(report.Period)}", CellStyle.Bold)),
                Line("Nature des données", Cells.Text(French.Source(report.DataSource), CellStyle.Bold)),
                Line("Chiffres", Cells.Text(report.Provisional ? "provisoires : le mois n’est pas terminé" : "du mois terminé")),
                Line("Mois", Cells.Day(report.Period)),
                Line("Révision", Cells.Count(report.Revision)),
                Line("Soldes arrêtés le", Cells.Text(French.Moment(strike.StruckAt))),
                Line("Mouvements au grand livre", Cells.Count(strike.Movements)),
                Line("Dernier mouvement saisi le", Cells.Text(strike.LastRecordedAt is { } last ? French.Moment(last) : null)),
                new Row(),
                new Row(Cells.Text("Ce qui n’est pas compté", CellStyle.Bold)),
                Line("Subventions sans engagement daté", Cells.Count(strike.UncommittedGrants)),
                Line("Leur montant (MAD)", Cells.Amount(strike.UncommittedAmount)),
                Line("Mouvements d’un mois à venir", Cells.Count(strike.LaterMovements)),
                new Row(),
                new Row(Cells.Text("Colonnes de la feuille Soldes", CellStyle.Bold)),
                .. BalanceColumns.All.Select(column => Line(column.Heading, Cells.Text(column.Description, CellStyle.Wrapped))),
            ]);
    }

    private static Row Line(string name, Cell value) => new(Cells.Text(name), value);
}
