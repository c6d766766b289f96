using System.Data.Common;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>A step of a plan: one collection (or one row by its key), the statements that read it and what it becomes.</summary>
internal sealed class CollectionPlan
{
    /// <summary>The name under which it stands in the response.</summary>
    public required string ResponseName { get; init; }

    /// <summary>Where the field stands in the document; its errors name the place.</summary>
    public required GraphErrorLocation Place { get; init; }

    /// <summary>Whether it is a single row by key rather than a connection.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether it is a list (given whole, or of groups) rather than a connection.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Why the field cannot be answered, found while planning; null for a sound plan.</summary>
    public GraphError? Error { get; init; }

    /// <summary>The connection's parts in the order of the selection; empty for a single row and a whole list.</summary>
    public IReadOnlyList<ConnectionField> Fields { get; init; } = [];

    /// <summary>What each row becomes, once for every list of rows selected (nodes, edges, and aliases of them).</summary>
    public IReadOnlyList<ListPlan> Lists { get; init; } = [];

    /// <summary>The nested collections.</summary>
    public IReadOnlyList<CollectionPlan> Children { get; init; } = [];

    /// <summary>The page arguments; null for a single row and a list that is given whole.</summary>
    public PagePlan? Page { get; init; }

    /// <summary>For rows that are read by their keys: the keys of a request, each of which stands as a parent of its row; null for what is read otherwise.</summary>
    public Func<IReadOnlyList<object>, IEnumerable<object>>? Keys { get; init; }

    /// <summary>Writes the statement for a kind of page, once for each.</summary>
    public PageStatements? Statements { get; init; }

    /// <summary>Counts what matches; null where the count was not asked for.</summary>
    public SqlStatement? Count { get; init; }

    /// <summary>Counts what lies between the cursors of a page; null for a single row and a list that is given whole.</summary>
    public Func<PageKind, SqlStatement>? RowCount { get; init; }

    /// <summary>Reads totals over what matches; null where none were asked for.</summary>
    public SqlStatement? Aggregate { get; init; }

    /// <summary>What the row of totals becomes, once for each time that totals are selected.</summary>
    public IReadOnlyList<ObjectPlan> Totals { get; init; } = [];

    /// <summary>The lists of groups of the connection, once for each time that groups are selected.</summary>
    public IReadOnlyList<CollectionPlan> Groups { get; init; } = [];

    /// <summary>Throws <see cref="GraphFieldException"/> where the values of a request make no sense; null where none can be wrong.</summary>
    public Action<IReadOnlyList<object>>? Check { get; init; }

    /// <summary>How many statements it takes without those of its nested collections.</summary>
    public int StatementCount => (Statements is null ? 0 : 1) + (Count is null ? 0 : 1) + (Aggregate is null ? 0 : 1) + Groups.Sum(groups => groups.StatementCount);

    /// <summary>Reads the sort keys of a row; null where no cursor was asked for.</summary>
    public CursorPlan? Cursor { get; init; }
}

/// <summary>A list of rows within a connection.</summary>
/// <param name="ResponseName">Its name in the response.</param>
/// <param name="Row">What each row becomes.</param>
internal sealed record ListPlan(string ResponseName, ObjectPlan Row);

/// <summary>A part of a connection.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Part">Which part; null for a constant.</param>
/// <param name="List">For nodes and edges: which of the lists; for totals and groups: which of them.</param>
/// <param name="PageInfo">For the page's information: its fields.</param>
/// <param name="Constant">For a constant: its JSON.</param>
internal sealed record ConnectionField(
    byte[] Name,
    ConnectionPart? Part,
    int List = 0,
    IReadOnlyList<ConnectionField>? PageInfo = null,
    byte[]? Constant = null);

/// <summary>How cursors are written and read: where the sort keys stand in a row, and which order they belong to.</summary>
internal sealed record CursorPlan(string Fingerprint, IReadOnlyList<(int Ordinal, CursorKey Key)> Keys)
{
    /// <summary>The sort keys of a row, in an array that is no longer needed or a new one.</summary>
    public object?[] KeysOf(DbDataReader row, object?[]? array)
    {
        array ??= new object?[Keys.Count];
        for (var i = 0; i < array.Length; i++)
        {
            var (ordinal, key) = Keys[i];
            array[i] = key.IsNullable && row.IsDBNull(ordinal) ? null : key.Codec.Read(row, ordinal);
        }

        return array;
    }

    /// <summary>The cursor of a row, by its sort keys.</summary>
    public string Write(object?[] keys) => Cursor.Write(Fingerprint, Keys.Select((key, i) => keys[i] is { } value ? key.Key.Codec.Format(value) : null));
}
