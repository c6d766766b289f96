using System.Runtime.CompilerServices;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>A place in a list's JSON where a nested list belongs.</summary>
internal readonly record struct Hole(int Position, NestedTemplate List, int Parent, int Row);

/// <summary>Where the rows of one parent stand in a list's JSON, and the first of the list's holes behind their beginning.</summary>
internal record struct ListPart(int Start, int End, int FirstHole);

/// <summary>What was read for one parent (or for the root): where its rows stand, and what is known of its page.</summary>
internal sealed class ParentPage(int lists, int totals)
{
    public Range[] Totals { get; } = totals == 0 ? [] : new Range[totals];

    public ListPart[] Parts { get; } = new ListPart[lists];

    public int Rows { get; set; }

    public bool HasNextPage { get; set; }

    public bool HasPreviousPage { get; set; }

    /// <summary>The sort keys of the first row, where a cursor may be made of them.</summary>
    public object?[]? FirstKeys { get; set; }

    /// <summary>The sort keys of the last row, where a cursor may be made of them.</summary>
    public object?[]? LastKeys { get; set; }

    public long TotalCount { get; set; }
}

/// <summary>One step of a plan in one request: its parents, its rows as JSON, and the runs of its nested lists.</summary>
internal sealed class CollectionRun(CompiledStep plan, PlanInputs inputs, bool isNested) : IDisposable
{
    private readonly (PageRequest? Page, GraphError? Refusal) _asked = plan.Step.AskedBy(inputs.Slots);
    private readonly List<object> _parentKeys = [];
    private readonly List<ParentPage> _pages = isNested ? [] : [new ParentPage(plan.Lists.Count, plan.TotalObjects.Count)];
    private Dictionary<object, int>? _parentOrdinals;

    /// <summary>The run of a step at the root; rows that are read by their keys have the keys as parents.</summary>
    public static CollectionRun Root(CompiledStep plan, PlanInputs inputs)
    {
        var keys = (plan.Step as RowStep)?.Keys;
        var run = new CollectionRun(plan, inputs, isNested: keys is not null);
        foreach (var key in keys?.Invoke(inputs.Slots) ?? [])
        {
            run.AddParent(key);
        }

        return run;
    }

    public CompiledStep Plan => plan;

    public PageRequest? Page => _asked.Page;

    public PlanInputs Inputs => inputs;

    public CollectionRun[] Children { get; } = RunsOf(plan.Children, inputs, isNested: true);

    /// <summary>The runs of the connection's groups, which have its parents.</summary>
    public CollectionRun[] Groups { get; } = RunsOf(plan.Groups, inputs, isNested);

    public JsonBuffer[] Lists { get; } = BuffersOf(plan.Lists.Count);

    public JsonBuffer[] Totals { get; } = BuffersOf(plan.TotalObjects.Count);

    /// <summary>Of each list: the places that nested lists fill; null where there are none.</summary>
    public List<Hole>?[] Holes { get; } = new List<Hole>?[plan.Lists.Count];

    /// <summary>Why there is nothing to show; null while all is well.</summary>
    public GraphError? Error
    {
        get => field ?? _asked.Refusal;
        set;
    }

    /// <summary>How many rows match at the root, where it is known without asking; null where it is not.</summary>
    public long? KeptCount
    {
        get;
        set
        {
            field = value;
            _pages[0].TotalCount = value ?? 0;
        }
    }

    /// <summary>Whether there is anything to ask the database.</summary>
    public bool IsDue => Error is null && _pages.Count > 0;

    /// <summary>The page of a parent, by the position in which it was added.</summary>
    public ParentPage PageOf(int parent) => _pages[parent];

    /// <summary>Adds a parent, or finds it: rows that share one share its list.</summary>
    public int AddParent(object key)
    {
        _parentOrdinals ??= [];
        if (!_parentOrdinals.TryGetValue(key, out var ordinal))
        {
            ordinal = _parentKeys.Count;
            _parentOrdinals.Add(key, ordinal);
            _parentKeys.Add(key);
            _pages.Add(new ParentPage(Lists.Length, Totals.Length));
            foreach (var groups in Groups)
            {
                groups.AddParent(key);
            }
        }

        return ordinal;
    }

    public StatementArguments Arguments() => new(Inputs, _parentKeys, Page!);

    /// <summary>
    /// Reads the rows of all parents as they come from a store, and says how many there were; where the rows carry the totals of a
    /// connection, those too.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadPageAsync(
        CompiledStep store, DbDataReader reader, CancellationToken cancellationToken, CollectionRun? connection = null)
    {
        var scope = new RowScope(this, store, reader);
        var parent = -1;
        var (skip, take, index) = (0, 0, 0);
        var rows = 0;

        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows++ == 0 && connection?.ReadJoinedTotals(reader) == false)
            {
                continue;
            }

            var ordinal = ParentOf(reader, store);
            if (ordinal != parent)
            {
                Close(parent);
                parent = ordinal;
                (skip, take) = Open(parent, reader);
                index = 0;
            }

            if (index >= skip && index < skip + take)
            {
                scope.WriteRow(_pages[parent]);
            }
            else if (index >= skip + take)
            {
                _pages[parent].HasNextPage = true;
            }

            index++;
        }

        Close(parent);
        foreach (var page in _pages)
        {
            page.HasPreviousPage |= Page!.After.Count > 0;
            page.HasNextPage |= Page.Before.Count > 0;
        }

        return rows;
    }

    /// <summary>Reads the totals of all parents, or their counts, as they come from a store, and says how many rows that were.</summary>
    public async ValueTask<int> ReadTotalsAsync(
        CompiledStep store, DbDataReader reader, bool areCounts, CancellationToken cancellationToken)
    {
        var scope = new RowScope(this, store, reader);
        var rows = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            rows++;
            var page = _pages[ParentOf(reader, store)];
            if (areCounts)
            {
                page.TotalCount = reader.GetInt64(isNested ? 1 : 0);
            }
            else
            {
                WriteTotals(store.TotalObjects, scope, page);
            }
        }

        return rows;
    }

    public void Dispose()
    {
        Dispose(Lists);
        Dispose(Totals);
        Dispose(Children);
        Dispose(Groups);
    }

    // The rows of nested lists begin with their parent's position.
    private int ParentOf(DbDataReader row, CompiledStep store) => isNested ? (int)(row.GetInt64(0) - store.FirstOrdinal) : 0;

    // Whether the row that carries the totals is a group too.
    private bool ReadJoinedTotals(DbDataReader reader)
    {
        var joined = Plan.Joined!;
        WriteTotals(joined.Objects, new RowScope(this, Plan, reader), _pages[0]);
        return !reader.IsDBNull(joined.Count);
    }

    private void WriteTotals(IReadOnlyList<ObjectWriter> objects, RowScope scope, ParentPage page)
    {
        for (var i = 0; i < Totals.Length; i++)
        {
            var start = Totals[i].Length;
            objects[i].Write(scope, Totals[i]);
            page.Totals[i] = start..Totals[i].Length;
        }
    }

    private static CollectionRun[] RunsOf(IReadOnlyList<CompiledStep> plans, PlanInputs inputs, bool isNested)
    {
        CollectionRun[] runs = plans.Count == 0 ? [] : new CollectionRun[plans.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = new CollectionRun(plans[i], inputs, isNested);
        }

        return runs;
    }

    private static JsonBuffer[] BuffersOf(int count)
    {
        JsonBuffer[] buffers = count == 0 ? [] : new JsonBuffer[count];
        foreach (ref var buffer in buffers.AsSpan())
        {
            buffer = new JsonBuffer();
        }

        return buffers;
    }

    private static void Dispose(IDisposable[] parts)
    {
        foreach (var part in parts)
        {
            part.Dispose();
        }
    }

    private (int Skip, int Take) Open(int parent, DbDataReader reader)
    {
        var page = _pages[parent];
        for (var i = 0; i < Lists.Length; i++)
        {
            page.Parts[i] = new ListPart(Lists[i].Length, 0, Holes[i]?.Count ?? 0);
        }

        var window = Page!.Window(reader);
        page.HasPreviousPage = window.Skip > 0;
        return window;
    }

    private void Close(int parent)
    {
        for (var i = 0; parent >= 0 && i < Lists.Length; i++)
        {
            _pages[parent].Parts[i].End = Lists[i].Length;
        }
    }
}
