using System.Text;
using CsvHelper;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>Reads a text file: cells between semicolons, commas or tabs, with or without quotes.</summary>
internal static class TextTable
{
    private const int LinesLookedAt = 50;
    private const int MostBytesOfARow = 256 * 1024;
    private static readonly char[] Separators = [';', ',', '\t', '|'];

    /// <summary>The one sheet of a text file.</summary>
    public static SourceSheet Read(Stream file, string name)
    {
        var encoding = TextEncoding.Find(file) ?? throw new FileRefusedException(RefusalReason.FileNoWorkbook);
        var separator = Separator(file, encoding);
        return new SourceSheet(name, _ => false, Rows(file, encoding, separator), IsText: true);
    }

    // That which gives the most headings; semicolons where none does. Excel writes "sep=;" into the first line where it is told to.
    private static char Separator(Stream file, Encoding encoding)
    {
        var best = (Separator: Separators[0], Headings: 0);
        foreach (var separator in Separators)
        {
            var rows = FirstRows(file, encoding, separator);
            if (rows is [{ Cells: [var first, ..] }, ..] && first.Text is ['s', 'e', 'p', '=', var told, ..])
            {
                return told;
            }

            var headings = rows.Select(row => SheetDefinition.All.Max(sheet => row.Cells.Count(cell => sheet.Find(cell) is not null))).DefaultIfEmpty().Max();
            best = headings > best.Headings ? (separator, headings) : best;
        }

        return best.Separator;
    }

    private static List<SourceRow> FirstRows(Stream file, Encoding encoding, char separator)
    {
        var rows = new List<SourceRow>();
        try
        {
            rows.AddRange(Rows(file, encoding, separator).Take(LinesLookedAt));
        }
        catch (FileRefusedException)
        {
            // What is no table with this separator may be one with another.
        }

        return rows;
    }

    private static IEnumerable<SourceRow> Rows(Stream file, Encoding encoding, char separator)
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = MostBytesOfARow,
            DetectSeparatorHint = false,
        });
        while (Read(reader))
        {
            if (reader.FieldCount > IntakeOptions.MaxColumns)
            {
                throw new FileRefusedException(RefusalReason.FileTooManyColumns, ["", $"{reader.FieldCount}", $"{IntakeOptions.MaxColumns}"]);
            }

            var cells = new Cell[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = Cell.Of(reader.GetString(column));
            }

            yield return new SourceRow((int)reader.LineNumber, cells);
        }
    }

    private static bool Read(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new FileRefusedException(RefusalReason.FileFieldTooLong, [$"{exception.LineNumber}", $"{IntakeOptions.MaxCharacters}"], exception);
        }
    }
}
