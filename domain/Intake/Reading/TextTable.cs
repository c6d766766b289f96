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

    public static SourceSheet Read(Stream file, string name)
    {
        var encoding = TextEncoding.Find(file) ?? throw new FileRefusedException(RefusalReason.FileNoWorkbook);
        var separator = Separator(file, encoding, name);
        return new SourceSheet(name, Rows(file, encoding, separator, name)) { IsText = true };
    }

    // That which gives the most headings; semicolons where none does. Excel writes "sep=;" into the first line where it is told to.
    private static char Separator(Stream file, Encoding encoding, string name)
    {
        var best = (Separator: Separators[0], Headings: 0);
        foreach (var separator in Separators)
        {
            var rows = FirstRows(file, encoding, separator, name);
            if (rows is [{ Cells: [var first, ..] }, ..] && first.Text is ['s', 'e', 'p', '=', var told, ..])
            {
                return told;
            }

            var headings = rows.Select(row => SheetDefinition.All.Max(sheet => row.Cells.Count(cell => sheet.Find(cell) is not null)))
                .DefaultIfEmpty()
                .Max();
            best = headings > best.Headings ? (separator, headings) : best;
        }

        return best.Separator;
    }

    private static List<SourceRow> FirstRows(Stream file, Encoding encoding, char separator, string name)
    {
        var rows = new List<SourceRow>();
        try
        {
            rows.AddRange(Rows(file, encoding, separator, name).Take(LinesLookedAt));
        }
        catch (FileRefusedException)
        {
            // What is no table with this separator may be one with another.
        }

        return rows;
    }

    private static IEnumerable<SourceRow> Rows(Stream file, Encoding encoding, char separator, string name)
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        long? open = null;
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = MostBytesOfARow,
            DetectSeparatorHint = false,
            OnMalformedRecord = record => open ??= IsOpen(record) ? record.LineNumber : null,
        });
        while (Read(reader, out var tooLong))
        {
            if (tooLong is { } line)
            {
                var separators = MostSeparators(file, encoding, separator);
                throw separators >= IntakeOptions.MaxColumns
                    ? TooManyColumns(name, separators + 1)
                    : new FileRefusedException(RefusalReason.FileFieldTooLong, [$"{line}", $"{IntakeOptions.MaxCharacters}"]);
            }

            if (open is { } opened)
            {
                throw new FileRefusedException(RefusalReason.FileOpenQuotation, [$"{opened}"]);
            }

            if (reader.LineNumber > IntakeOptions.MaxLines)
            {
                throw new FileRefusedException(RefusalReason.FileTooManyRows, [$"{IntakeOptions.MaxLines}"]);
            }

            if (reader.FieldCount > IntakeOptions.MaxColumns)
            {
                throw TooManyColumns(name, reader.FieldCount);
            }

            var cells = new Cell[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = Cell.Of(Bare(reader.GetString(column)));
            }

            // Separators at the end of a line part nothing.
            var filled = Array.FindLastIndex(cells, cell => !cell.IsBlank) + 1;
            yield return new SourceRow((int)reader.LineNumber, new ArraySegment<Cell>(cells, 0, filled));
        }
    }

    // Programs write ="0012" for a text that Excel shall not take for a number.
    private static string Bare(string text) =>
        text.AsSpan().Trim() is ['=', '"', .. var bare, '"'] && !bare.Contains('"') ? bare.ToString() : text;

    // A quotation mark that is not closed takes the lines behind it for one text, to the next mark or to the end of the file.
    private static bool IsOpen(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => true,
        CsvMalformedReason.TextAfterClosingQuote => record.RawRecord.AsSpan().ContainsAny('\n', '\r'),
        _ => false,
    };

    // A row that is too long is said by its line.
    private static bool Read(CsvReader reader, out long? tooLong)
    {
        tooLong = null;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            tooLong = exception.LineNumber;
            return true;
        }
    }

    private static FileRefusedException TooManyColumns(string name, int columns) =>
        new(RefusalReason.FileTooManyColumns, [name, $"{columns}", $"{IntakeOptions.MaxColumns}"]);

    // The most separators of a line.
    private static int MostSeparators(Stream file, Encoding encoding, char separator)
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var letters = new char[64 * 1024];
        var (most, ofLine) = (0, 0);
        for (int read; (read = text.Read(letters)) > 0;)
        {
            foreach (var letter in letters.AsSpan(0, read))
            {
                ofLine = letter == '\n' ? 0 : letter == separator ? ofLine + 1 : ofLine;
                most = Math.Max(most, ofLine);
            }
        }

        return most;
    }
}
