using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>A page as one request asks for it.</summary>
/// <param name="First">Rows from the beginning; null when only counted from the end.</param>
/// <param name="Last">Rows from the end; null when only counted from the beginning.</param>
/// <param name="After">Sort keys to go on after; empty for none.</param>
/// <param name="Before">Sort keys to stop before; empty for none.</param>
internal sealed record PageRequest(int? First, int? Last, IReadOnlyList<object?> After, IReadOnlyList<object?> Before)
{
    public static readonly PageRequest Single = new(1, null, [], []);

    /// <summary>All rows of a list that is short by its nature.</summary>
    public static readonly PageRequest Whole = new(1_000, null, [], []);

    public bool IsBackward => First is null;

    public PageKind Kind => new(After.Count > 0, Before.Count > 0, IsBackward, Last is not null, NullsOf(After), NullsOf(Before));

    /// <summary>
    /// Which of the rows that were read are the page's, by the first of them. Of a page counted from its end the statement says in
    /// its last column how many rows it read: one more than asked for at most.
    /// </summary>
    public (int Skip, int Take) Window(DbDataReader row)
    {
        if (Last is not { } last)
        {
            return (0, First!.Value);
        }

        var rows = (int)row.GetInt64(row.FieldCount - 1);
        var fromStart = First is { } first ? Math.Min(rows, first) : rows;
        var skip = Math.Max(0, fromStart - last);
        return (skip, fromStart - skip);
    }

    /// <summary>One row more than asked for, to learn whether there are more.</summary>
    public int Limit => (First ?? Last!.Value) + 1;

    private static string? NullsOf(IReadOnlyList<object?> keys) =>
        keys.Contains(null) ? string.Concat(keys.Select(key => key is null ? '0' : '1')) : null;
}

/// <summary>What of a page decides the text of its statement.</summary>
/// <param name="AfterNulls">Which keys of that cursor are null: 0 for null, 1 for a value; null where none is. So of the other.</param>
/// <param name="Limit">The most rows, where the text says it; null where a parameter does.</param>
internal readonly record struct PageKind(
    bool HasAfter,
    bool HasBefore,
    bool IsBackward,
    bool IsCounted,
    string? AfterNulls = null,
    string? BeforeNulls = null,
    int? Limit = null)
{
    /// <summary>The nulls of one of its cursors.</summary>
    public string? Nulls(bool after) => after ? AfterNulls : BeforeNulls;
}

/// <summary>The page arguments of a collection field.</summary>
internal sealed record PagePlan(
    string Coordinate, string TypeName, PagingOptions Options, Input? First, Input? After, Input? Last, Input? Before, Cursors Cursors)
{
    /// <summary>The arguments that a field is given, of which it may have some only.</summary>
    public static PagePlan Of(
        SelectedField field, FieldType definition, string coordinate, string typeName, PagingOptions options, Cursors cursors)
    {
        return new PagePlan(coordinate, typeName, options, Given("first"), Given("after"), Given("last"), Given("before"), cursors);

        Input? Given(string argument) => field.Argument(definition, argument);
    }

    /// <exception cref="GraphFieldException">A size is out of bounds or a cursor is not one of this order.</exception>
    public PageRequest Resolve(IReadOnlyList<object> slots)
    {
        var first = Size(First, slots);
        var last = Size(Last, slots);
        if (first is null && last is null)
        {
            first = !Options.RequirePagingBoundaries ? Options.DefaultPageSize : throw new GraphFieldException(
                $"You must provide a `first` or `last` value to properly paginate the `{TypeName}`.", "HC0052");
        }

        return new PageRequest(first, last, Keys("after", After, slots), Keys("before", Before, slots));
    }

    private int? Size(Input? input, IReadOnlyList<object> slots) => (input as ValueInput)?.Value.Resolve(slots) switch
    {
        < 0 and int size => throw new GraphFieldException(
            "The requested number of values per page must be at least 0.", "HC0079", ("coordinate", Coordinate), ("requestedItems", size)),
        int size when size > Options.MaxPageSize => throw new GraphFieldException(
            "The maximum allowed items per page were exceeded.",
            "HC0051",
            ("coordinate", Coordinate),
            ("requestedItems", size),
            ("maxAllowedItems", Options.MaxPageSize)),
        var size => (int?)size,
    };

    private IReadOnlyList<object?> Keys(string argument, Input? input, IReadOnlyList<object> slots)
    {
        // Clients that have no cursor yet send an empty one.
        if (input is not ValueInput value || (string)value.Value.Resolve(slots) is not { Length: > 0 } cursor)
        {
            return [];
        }

        return Cursors.TryRead(cursor) ?? throw new GraphFieldException(
            $"The cursor specified in `{argument}` has an invalid format.",
            "HC0078",
            ("argument", argument),
            ("cursor", cursor.Length <= 200 ? cursor : cursor[..200]));
    }
}
