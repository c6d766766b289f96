using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>What the planners of all sheets share.</summary>
/// <param name="File">The rows, and what is wrong with them.</param>
/// <param name="Plan">What is to be written.</param>
/// <param name="Known">What the data holds.</param>
/// <param name="Names">Provinces and programmes.</param>
/// <param name="Author">Who imports.</param>
internal sealed record PlanContext(FileRows File, ImportPlan Plan, KnownRows Known, NameLists Names, Author Author)
{
    public void Refuse(SheetKind sheet, OfficeRow row, Field field, string? value, RefusalReason reason, params string[] arguments) =>
        File.Refuse(Refusal(sheet, row, field, value, reason, arguments));

    public void Warn(SheetKind sheet, OfficeRow row, Field field, string? value, RefusalReason reason, params string[] arguments) =>
        File.Warnings.Add(Refusal(sheet, row, field, value, reason, arguments));

    public bool IsRefused(SheetKind sheet, OfficeRow row) => File.IsLineRefused(sheet, row.Line);

    /// <summary>Refuses a row of a province for which whoever imports may not write.</summary>
    public bool MayWrite(SheetKind sheet, OfficeRow row, string province)
    {
        if (Author.MayWriteIn(province))
        {
            return true;
        }

        Refuse(sheet, row, Field.Province, null, RefusalReason.OtherProvince, Names.Provinces.Name(province));
        return false;
    }

    /// <summary>Refuses all rows that have one key: which of them is meant is for the office to say.</summary>
    public void RefuseTwins<TRow, TKey>(
        SheetKind sheet, IEnumerable<TRow> rows, Func<TRow, TKey> key, Func<TRow, (Field Field, string Value)> shown)
        where TRow : OfficeRow
        where TKey : notnull
    {
        var first = new Dictionary<TKey, TRow>();
        var told = new HashSet<TKey>();
        foreach (var row in rows)
        {
            if (first.TryAdd(key(row), row))
            {
                continue;
            }

            var earlier = first[key(row)];
            var (field, value) = shown(row);
            Refuse(sheet, row, field, value, RefusalReason.ReferenceTwice, value, $"{earlier.Line}");
            if (told.Add(key(row)))
            {
                Refuse(sheet, earlier, field, value, RefusalReason.ReferenceTwice, value, $"{row.Line}");
            }
        }
    }

    /// <summary>Refuses a new row whose reference the province has given to another row, which has left it since.</summary>
    public bool IsFree(
        SheetKind sheet, OfficeRow row, HashSet<(string Province, string Reference)> given, string province, string reference)
    {
        if (!given.Contains((province, reference)))
        {
            return true;
        }

        Refuse(sheet, row, Field.Reference, reference, RefusalReason.ReferenceGiven, reference);
        return false;
    }

    /// <summary>Counts a row that is sound.</summary>
    public void Count(SheetKind sheet, bool isNew, bool differs)
    {
        var counts = Plan.Counts[sheet];
        counts.New += isNew ? 1 : 0;
        counts.Changed += !isNew && differs ? 1 : 0;
        counts.Same += isNew || differs ? 0 : 1;
    }

    /// <summary>Refuses a row whose parent is not there, or is refused itself.</summary>
    public void RefuseOrphan(SheetKind sheet, OfficeRow row, Field field, string value, SheetKind parent, Func<string> nearest)
    {
        if (File.RefusedReferences.TryGetValue((parent, value), out var place))
        {
            Refuse(sheet, row, field, value, RefusalReason.ParentRefused, place);
        }
        else
        {
            Refuse(sheet, row, field, value, RefusalReason.UnknownParent, value, nearest());
        }
    }

    private Refusal Refusal(SheetKind sheet, OfficeRow row, Field field, string? value, RefusalReason reason, string[] arguments)
    {
        var read = File.Sheets[sheet];
        return new Refusal(sheet, read.Name, row.Line, read.CellName(field, row.Line), value, reason, arguments);
    }
}
