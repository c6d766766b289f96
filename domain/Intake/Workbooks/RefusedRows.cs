using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Cell = SpreadCheetah.Cell;

namespace IndhCoops.Domain.Intake.Workbooks;

/// <summary>Gives the refused rows back as a workbook of the same sheets with a column that says why: the office corrects them there and sends it again.</summary>
public static class RefusedRows
{
    private static readonly LocalText Heading = new("Refus", "الرفض", "Refused");
    private static readonly LocalText[] List = [new("Feuille", "الورقة", "Sheet"), new("Cellule", "الخلية", "Cell"), new("Valeur", "القيمة", "Value"), Heading];

    /// <summary>Writes the workbook.</summary>
    /// <param name="file">The file that was imported, which can be sought.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="options">What files may be.</param>
    /// <param name="language">The language of the reasons.</param>
    /// <param name="target">Where it is written.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task WriteAsync(Stream file, ImportResult result, IntakeOptions options, IntakeLanguage language, Stream target, CancellationToken cancellationToken)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(target, cancellationToken: cancellationToken);
        var bold = workbook.AddStyle(new Style { Font = { Bold = true } });
        var day = workbook.AddStyle(new Style { Format = NumberFormat.Custom("dd/mm/yyyy") });

        // First of all what was refused, in the order of the file: whole sheets stand here alone.
        await workbook.StartWorksheetAsync(Heading.In(language), new WorksheetOptions { FrozenRows = 1, DefaultColumnWidth = 24 }, cancellationToken);
        await workbook.AddRowAsync([.. List.Select(heading => new Cell(heading.In(language), bold))], cancellationToken);
        foreach (var refusal in result.Refusals)
        {
            await workbook.AddRowAsync(
                [new Cell(refusal.SheetName), new Cell(refusal.Cell ?? (refusal.Line is { } line ? $"{line}" : null)), new Cell(refusal.Value), new Cell(refusal.Sentence(language))], cancellationToken);
        }

        var bySheet = result.Refusals.Where(refusal => refusal.Line is not null).ToLookup(refusal => refusal.Sheet!.Value);
        if (bySheet.Count > 0)
        {
            var sheets = result.Sheets.ToDictionary(sheet => sheet.Name);
            foreach (var source in OfficeFile.Sheets(file, result.FileName, options))
            {
                if (sheets.TryGetValue(source.Name, out var sheet) && bySheet.Contains(sheet.Kind))
                {
                    await WriteAsync(workbook, source, sheet, bySheet[sheet.Kind], language, bold, day, cancellationToken);
                }
            }
        }

        await workbook.FinishAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        Spreadsheet workbook, SourceSheet source, ImportedSheet sheet, IEnumerable<Refusal> refusals, IntakeLanguage language, StyleId bold, StyleId day, CancellationToken cancellationToken)
    {
        var why = refusals.GroupBy(refusal => refusal.Line!.Value).ToDictionary(
            ofLine => ofLine.Key, ofLine => string.Join(" ", ofLine.Select(refusal => refusal.Cell is { } cell ? $"{cell} : {refusal.Sentence(language)}" : refusal.Sentence(language))));
        await workbook.StartWorksheetAsync(
            SheetDefinition.Of(sheet.Kind).Name.In(language), new WorksheetOptions { FrozenRows = 1, DefaultColumnWidth = 18 }, cancellationToken);
        var columns = 0;
        foreach (var row in source.Rows)
        {
            if (row.Line == sheet.HeadingLine)
            {
                // What says why stands first, where it is seen.
                columns = row.Cells.Count;
                await workbook.AddRowAsync([new Cell(Heading.In(language), bold), .. row.Cells.Select(cell => new Cell(cell.Text, bold))], cancellationToken);
            }
            else if (columns > 0 && why.TryGetValue(row.Line, out var reason))
            {
                await workbook.AddRowAsync([new Cell(reason), .. Enumerable.Range(0, columns).Select(column => Copy(row[column], day))], cancellationToken);
            }
        }
    }

    private static Cell Copy(Reading.Cell cell, StyleId day) => cell switch
    {
        { IsBlank: true } => default,
        { Number: { } number } => new Cell(number),
        { Day: { } moment } => new Cell(moment, day),
        { Flag: { } flag } => new Cell(flag),
        _ => new Cell(cell.Text),
    };
}
