using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Rows;

/// <summary>Reads the rows of a file.</summary>
internal sealed class FileReader(IntakeOptions options, NameLists names, OfficeDays days)
{
    private const int LinesLookedAt = 50;

    private readonly Suggestions _suggestions = new();

    /// <summary>Reads all of a file, whatever is wrong with it.</summary>
    /// <param name="file">The file, which can be sought.</param>
    /// <param name="progress">How many rows are read.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public FileRows Read(Stream file, string name, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var rows = new FileRows();
        try
        {
            foreach (var sheet in OfficeFile.Sheets(file, name, options))
            {
                cancellationToken.ThrowIfCancellationRequested();

                // The name of a text file is no sheet's: refus.csv has data.
                if (!sheet.IsText && SheetDefinition.IsNoData(sheet.Name))
                {
                    continue;
                }

                if (sheet.IsHidden)
                {
                    rows.IgnoredSheets.Add($"{sheet.Name} (masquée, مخفية, hidden)");
                }
                else
                {
                    Read(sheet, rows, progress, cancellationToken);
                }
            }

            if (rows.Sheets.Count == 0 && rows.IgnoredSheets.Count > 0)
            {
                rows.Refuse(new Refusal(null, null, null, null, null, RefusalReason.FileNoSheet, []));
            }
            else if (rows.Count == 0 && rows.Refusals.Count == 0)
            {
                rows.Refuse(new Refusal(null, null, null, null, null, RefusalReason.FileNoRows, []));
            }
        }
        catch (FileRefusedException exception)
        {
            rows.Refuse(new Refusal(null, null, null, null, null, exception.Reason, exception.Arguments));
        }

        return rows;
    }

    private void Read(SourceSheet sheet, FileRows rows, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        using var all = sheet.Rows.GetEnumerator();
        var first = new List<SourceRow>();
        while (first.Count < LinesLookedAt && all.MoveNext())
        {
            if (!all.Current.IsBlank)
            {
                first.Add(all.Current);
            }
        }

        if ((SheetDefinition.Named(sheet.Name) ?? ByHeadings(sheet, first)) is not { } definition)
        {
            rows.IgnoredSheets.Add(sheet.Name);
            return;
        }

        if (rows.Sheets.TryGetValue(definition.Kind, out var earlier))
        {
            rows.Drop(definition.Kind);
            rows.Refuse(new Refusal(definition.Kind, sheet.Name, null, null, null, RefusalReason.SheetTwice, [earlier.Name, sheet.Name]));
            return;
        }

        var read = new ReadSheet(definition.Kind, sheet.Name);
        rows.Sheets.Add(definition.Kind, read);
        try
        {
            var heading = SheetHeading.Find(definition, sheet, first);
            read.HeadingLine = heading.Line;
            read.UnknownColumns = heading.Unknown;
            read.CellName = heading.CellName;
            var reader = new SheetReader(heading, read, names, days, _suggestions, rows, sheet.IsText);
            foreach (var row in first.Concat(Rest(all)).Where(row => row.Line > heading.Line && !row.IsBlank))
            {
                reader.Read(row);
                if (rows.Count > options.MaxRows)
                {
                    throw new FileRefusedException(RefusalReason.FileTooManyRows, [$"{options.MaxRows}"]);
                }

                if (read.Rows % 1000 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(rows.Count);
                }
            }

            RefuseMerged(heading, sheet, read, rows);
            if (read.HiddenRows > 0)
            {
                rows.Warnings.Add(
                    new Refusal(
                        definition.Kind, sheet.Name, null, null, null, RefusalReason.HiddenRows, [$"{read.HiddenRows}", sheet.Name]));
            }
        }
        catch (FileRefusedException exception)
            when (exception.Reason is RefusalReason.SheetNoHeadings or RefusalReason.SheetMissingColumns or RefusalReason.SheetColumnTwice)
        {
            rows.Refuse(new Refusal(definition.Kind, sheet.Name, null, null, null, exception.Reason, exception.Arguments));
        }
    }

    // Of merged cells the first has the value, and what it means for the others is a guess. Titles, totals and columns that are ignored may
    // be merged.
    private static void RefuseMerged(SheetHeading heading, SourceSheet sheet, ReadSheet read, FileRows rows)
    {
        var refused = new Dictionary<string, Refusal>();
        foreach (var merged in sheet.Merged)
        {
            var first = read.DataLines.BinarySearch(merged.FirstLine) is var place && place < 0 ? ~place : place;
            for (; first < read.DataLines.Count && read.DataLines[first] <= merged.LastLine; first++)
            {
                var line = read.DataLines[first];
                foreach (var column in heading.Columns.Where(column =>
                    column >= merged.FirstColumn
                        && column <= merged.LastColumn
                        && (column, line) != (merged.FirstColumn, merged.FirstLine)))
                {
                    var cell = SourceRow.CellName(column, line);
                    refused.TryAdd(cell, new Refusal(read.Kind, sheet.Name, line, cell, null, RefusalReason.MergedCells, [$"{merged}"]));
                }
            }
        }

        rows.Refuse(read.Kind, refused);
    }

    // The sheet whose compulsory columns are all there; of several that of most columns. Of a text that lacks some, that which it is most
    // like: then what is missing can be said. None where that is undecided.
    private static SheetDefinition? ByHeadings(SourceSheet sheet, List<SourceRow> first)
    {
        var fitting = Most(definition => Columns(definition, sheet, first));
        if (fitting is not null || !sheet.IsText)
        {
            return fitting;
        }

        return Most(definition => SheetHeading.Matches(definition, first)) ?? throw new FileRefusedException(RefusalReason.FileNoWorkbook);
    }

    private static SheetDefinition? Most(Func<SheetDefinition, int> columns)
    {
        var fitting = SheetDefinition.All.Select(definition => (Definition: definition, Columns: columns(definition)))
            .OrderByDescending(fit => fit.Columns)
            .ToList();
        return fitting[0].Columns > fitting[1].Columns ? fitting[0].Definition : null;
    }

    private static int Columns(SheetDefinition definition, SourceSheet sheet, List<SourceRow> first)
    {
        try
        {
            var heading = SheetHeading.Find(definition, sheet, first);
            return definition.Columns.Count(column => heading.Column(column.Field) is not null);
        }
        catch (FileRefusedException)
        {
            return 0;
        }
    }

    private static IEnumerable<SourceRow> Rest(IEnumerator<SourceRow> rows)
    {
        while (rows.MoveNext())
        {
            yield return rows.Current;
        }
    }
}
