using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>A step of a plan: what one field of the response reads, and what the rows become. It knows no database.</summary>
/// <param name="Place">Where the field stands in the document; its errors name the place.</param>
internal abstract record Step(string ResponseName, GraphErrorLocation Place)
{
    /// <summary>The step that answers a field; one that refuses it where it cannot be planned.</summary>
    public static Step Of(SelectedField field, Func<Step> plan)
    {
        try
        {
            return plan();
        }
        catch (GraphFieldException refused)
        {
            return new RefusedStep(field.ResponseName, field.Place, refused.Error);
        }
    }

    /// <summary>What each row becomes, once for every list of rows selected (nodes, edges, and aliases of them).</summary>
    public ValueList<ListTemplate> Lists { get; init; } = [];

    /// <summary>The lists within rows.</summary>
    public ValueList<Step> Children { get; init; } = [];

    /// <summary>The lists of groups of a connection, once for each time that groups are selected.</summary>
    public ValueList<Step> Groups { get; init; } = [];

    /// <summary>The page arguments; null for a single row and a list that is given whole.</summary>
    public PagePlan? Page { get; init; }

    /// <summary>The keys that cursors are made of; null where no cursor is selected.</summary>
    public CursorKeys? Cursor { get; init; }

    /// <summary>
    /// Throws <see cref="GraphFieldException"/> where the values of a request make no sense; null where none can be wrong.
    /// </summary>
    public Action<IReadOnlyList<object>>? Check { get; init; }

    /// <summary>Which rows a request asks for, or what it is refused for by its values.</summary>
    public (PageRequest? Page, GraphError? Refusal) AskedBy(IReadOnlyList<object> slots)
    {
        if (this is RefusedStep { Error: var error })
        {
            return (null, error);
        }

        try
        {
            Check?.Invoke(slots);
            return (Page?.Resolve(slots) ?? (this is ListStep ? PageRequest.Whole : PageRequest.Single), null);
        }
        catch (GraphFieldException refused)
        {
            return (null, refused.Error);
        }
    }
}

/// <summary>A field that cannot be answered, found while planning.</summary>
internal sealed record RefusedStep(string ResponseName, GraphErrorLocation Place, GraphError Error) : Step(ResponseName, Place);

/// <summary>A row that cannot exist, by the values of the request; its check says why.</summary>
internal sealed record UnknownRowStep(string ResponseName, GraphErrorLocation Place) : Step(ResponseName, Place);

/// <summary>Rows of an entity, or results of a search.</summary>
/// <param name="Rows">Which rows, and what is read of each.</param>
internal abstract record RowsStep(string ResponseName, GraphErrorLocation Place, Relation Rows) : Step(ResponseName, Place);

/// <summary>One row by its key, or one row for each of several keys.</summary>
internal sealed record RowStep(string ResponseName, GraphErrorLocation Place, Relation Rows) : RowsStep(ResponseName, Place, Rows)
{
    /// <summary>The keys of a request, each of which owns its row; null where the relation's condition finds the row.</summary>
    public Func<IReadOnlyList<object>, IEnumerable<object>>? Keys { get; init; }
}

/// <summary>A short list that is given whole.</summary>
internal sealed record ListStep(string ResponseName, GraphErrorLocation Place, Relation Rows) : RowsStep(ResponseName, Place, Rows);

/// <summary>What a search finds, best first.</summary>
/// <param name="Text">What is looked for.</param>
internal sealed record SearchStep(
    string ResponseName, GraphErrorLocation Place, Relation Rows, SearchDescription Search, ValueReference Text)
    : RowsStep(ResponseName, Place, Rows);

/// <summary>A connection: a page of rows, their number, totals and groups of all that match.</summary>
internal sealed record ConnectionStep(string ResponseName, GraphErrorLocation Place, Relation Rows) : RowsStep(ResponseName, Place, Rows)
{
    /// <summary>Its parts in the order of the selection.</summary>
    public required ValueList<ConnectionField> Fields { get; init; }

    public required bool ReadsRows { get; init; }

    /// <summary>Whether what matches is counted.</summary>
    public required bool ReadsCount { get; init; }

    /// <summary>Totals over what matches, of each owner where there are owners; null where none were asked for.</summary>
    public Relation? Totals { get; init; }

    /// <summary>What the row of totals becomes, once for each time that totals are selected.</summary>
    public ValueList<ObjectTemplate> TotalObjects { get; init; } = [];

    /// <summary>Whether the copy by columns counts, while it is as fresh as the database.</summary>
    public bool IsCountOnColumns { get; init; }

    /// <summary>Whether the copy by columns gives the totals, while it is as fresh as the database.</summary>
    public bool AreTotalsOnColumns { get; init; }

    /// <summary>Whether the copy by columns gives the rows to a table, which has all of them. A page is always the database's.</summary>
    public bool IsTableOnColumns { get; init; }

    /// <summary>How many statements it takes without those of its children.</summary>
    public int StatementCount =>
        (ReadsRows ? 1 : 0) + (ReadsCount ? 1 : 0) + (Totals is null ? 0 : 1) + Groups.Count(groups => groups is GroupsStep);
}

internal sealed record GroupsStep(string ResponseName, GraphErrorLocation Place, Groups Rows) : Step(ResponseName, Place)
{
    /// <summary>Whether the copy by columns gives them, while it is as fresh as the database.</summary>
    public bool IsOnColumns { get; init; }
}

/// <summary>A part of a connection.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Part">Which part; null for a constant.</param>
/// <param name="List">For nodes and edges: which of the lists; for totals and groups: which of them.</param>
/// <param name="PageInfo">For the page's information: its fields.</param>
/// <param name="Constant">For a constant: its JSON.</param>
internal sealed record ConnectionField(
    byte[] Name, ConnectionPart? Part, int List = 0, ValueList<ConnectionField>? PageInfo = null, byte[]? Constant = null);
