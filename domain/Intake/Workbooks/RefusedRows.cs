using System.Globalization;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Workbooks;

/// <summary>
/// Gives the refused rows back as a workbook of the same sheets with a column that says why: the office corrects them there and sends it
/// again.
/// </summary>
public static class RefusedRows
{
    private static readonly LocalText Heading = new("Refus", "الرفض", "Refused");
    private static readonly LocalText[] List =
    [
        new("Feuille", "الورقة", "Sheet"), new("Cellule du fichier envoyé", "الخلية في الملف المرسل", "Cell of the file that was sent"),
        new("Valeur", "القيمة", "Value"), Heading,
    ];

    // The rows stand on other lines here, and a column farther: reasons name columns by their headings.
    private static readonly LocalText Why = new(
        "Refus (les lignes et cellules nommées sont celles du fichier envoyé)",
        "الرفض (السطور والخلايا المذكورة هي التي في الملف المرسل)",
        "Refused (lines and cells that are named are those of the file that was sent)");
    private static readonly LocalText InColumn = new("« {0} » : {1}", "« {0} »: {1}", "“{0}”: {1}");

    /// <summary>Writes the workbook.</summary>
    /// <param name="file">The file that was imported, which can be sought.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="options">What files may be.</param>
    /// <param name="language">The language of the reasons.</param>
    /// <param name="target">Where it is written.</param>
    public static void Write(Stream file, ImportResult result, IntakeOptions options, IntakeLanguage language, Stream target)
    {
        using var workbook = new WorkbookWriter(target);

        // First of all what was refused, in the order of the file: whole sheets stand here alone.
        var list = workbook.AddSheet(Heading.In(language), new SheetLayout([24, 24, 24, 90]) { HasHeadings = true });
        WriteRow(list, [.. List.Select(heading => heading.In(language))], CellStyle.Bold);
        foreach (var refusal in result.Refusals)
        {
            WriteRow(
                list,
                [
                    refusal.SheetName, refusal.Cell ?? (refusal.Line is { } line ? $"{line}" : null), refusal.Value,
                    refusal.Sentence(language),
                ]);
        }

        // A file that is refused as a whole may be one that cannot be read again, to its end or in a moment.
        var bySheet = result.Refusals.Where(refusal => refusal.Line is not null).ToLookup(refusal => refusal.Sheet!.Value);
        if (bySheet.Count > 0 && result.Refusals.All(refusal => refusal.Sheet is not null))
        {
            var sheets = result.Sheets.ToDictionary(sheet => sheet.Name);
            foreach (var source in OfficeFile.Sheets(file, result.FileName, options))
            {
                if (sheets.TryGetValue(source.Name, out var sheet) && bySheet.Contains(sheet.Kind))
                {
                    Write(workbook, source, sheet, bySheet[sheet.Kind], language);
                }
            }
        }

        workbook.Finish();
    }

    private static void Write(
        WorkbookWriter workbook, SourceSheet source, ImportedSheet imported, IEnumerable<Refusal> refusals, IntakeLanguage language)
    {
        var why = refusals.ToLookup(refusal => refusal.Line!.Value);
        var name = SheetDefinition.Of(imported.Kind).Name.In(language);
        SheetWriter? sheet = null;
        SourceRow headings = default;
        foreach (var row in source.Rows)
        {
            if (row.Line == imported.HeadingLine)
            {
                // What says why stands first, where it is seen.
                headings = row;
                sheet = workbook.AddSheet(name, new SheetLayout([72, .. row.Cells.Select(_ => 18.0)]) { HasHeadings = true });
                WriteRow(sheet, [Why.In(language), .. row.Cells.Select(cell => cell.Text)], CellStyle.Bold);
            }
            else if (sheet is not null && why.Contains(row.Line))
            {
                sheet.Text(string.Join(' ', why[row.Line].Select(refusal => Reason(refusal, source, headings, language))));
                for (var column = 0; column < headings.Cells.Count; column++)
                {
                    Copy(row[column], sheet);
                }

                sheet.EndRow();
            }
        }
    }

    private static string Reason(Refusal refusal, SourceSheet source, SourceRow headings, IntakeLanguage language)
    {
        var sentence = refusal.Sentence(language);
        var cell = Enumerable.Range(0, headings.Cells.Count).Where(column => source.NameCell(column, refusal.Line!.Value) == refusal.Cell);
        return cell.Select(column => headings[column].Text).FirstOrDefault() is { } heading
            ? string.Format(CultureInfo.InvariantCulture, InColumn.In(language), heading, sentence)
            : sentence;
    }

    private static void WriteRow(SheetWriter sheet, IReadOnlyList<string?> texts, CellStyle style = CellStyle.Plain)
    {
        foreach (var text in texts)
        {
            sheet.Text(text, style);
        }

        sheet.EndRow();
    }

    // Numbers and days are given back as Excel had them, codes as it showed them.
    private static void Copy(Cell cell, SheetWriter sheet)
    {
        switch (cell)
        {
            case { IsBlank: true }:
                sheet.Skip();
                break;
            case { Number: { } number, IsCode: false }:
                sheet.Number(number);
                break;
            case { Day: { } day }:
                sheet.Moment(day, CellStyle.LocalDay);
                break;
            case { Flag: { } flag }:
                sheet.Flag(flag);
                break;
            default:
                sheet.Text(cell.Text);
                break;
        }
    }
}
