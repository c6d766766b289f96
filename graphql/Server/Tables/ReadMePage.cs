using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The sheet that says what a table's workbook holds, on one page. It stands behind the rows: their number is known.</summary>
internal static class ReadMePage
{
    private static readonly LocalText Name = new("Lisez-moi", "اقرأني", "Read me");
    private static readonly LocalText Subject = new("Contenu", "المحتوى", "Content");
    private static readonly LocalText Exported = new("Exporté le (UTC)", "تاريخ التصدير (UTC)", "Exported at (UTC)");
    private static readonly LocalText Rows = new("Lignes", "عدد السطور", "Rows");
    private static readonly LocalText Columns = new("Colonnes", "الأعمدة", "Columns");
    private static readonly LocalText Programs = new("Nom pour les programmes", "الاسم المستعمل في البرامج", "Name for programs");
    private static readonly LocalText Synthetic = new(
        "Là où la nature des données est SYNTHETIC, ce sont des données de démonstration, jamais un fait.",
        "حيثما كانت طبيعة المعطيات SYNTHETIC فهي معطيات تجريبية وليست وقائع.",
        "Where the kind of data is SYNTHETIC, it is demonstration data and never a fact.");

    public static void Write(WorkbookWriter workbook, TablePlan table, IntakeLanguage language, long rows)
    {
        var sheet = workbook.AddSheet(
            Name.In(language), new SheetLayout([48, 60]) { IsPage = true, IsRightToLeft = language == IntakeLanguage.Arabic });
        sheet.Text(Subject.In(language), CellStyle.Bold);
        sheet.Text(table.Subject, CellStyle.Bold);
        sheet.EndRow();
        sheet.Text(Exported.In(language));
        sheet.Text(table.AskedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        sheet.EndRow();
        sheet.Text(Rows.In(language));
        sheet.Count(rows);
        sheet.EndRow();
        sheet.EndRow();
        sheet.Text(Columns.In(language), CellStyle.Bold);
        sheet.Text(Programs.In(language), CellStyle.Bold);
        sheet.EndRow();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            sheet.Text(table.Headings[i], CellStyle.Wrapped);
            sheet.Text(table.Columns[i].Name);
            sheet.EndRow();
        }

        sheet.EndRow();
        sheet.Text(Synthetic.In(language), CellStyle.Wrapped);
        sheet.EndRow();
    }
}
