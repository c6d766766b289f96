using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>A step on a database: the statements that read it, and what writes its rows.</summary>
/// <param name="columns">Its copy by columns, which may answer groups; null for none.</param>
internal sealed class CompiledStep(Step step, SqlDialect dialect, SqlDialect? columns)
{
    private Lazy<CompiledStep>? _table;

    public Step Step => step;

    /// <summary>The position of the first parent of a nested list.</summary>
    public int FirstOrdinal { get; } = dialect.FirstOrdinal;

    public IReadOnlyList<ObjectWriter> Lists { get; } = [.. step.Lists.Select(list => new ObjectWriter(list.Row, dialect))];

    public IReadOnlyList<CompiledStep> Children { get; } = [.. step.Children.Select(child => Of(child, dialect))];

    public IReadOnlyList<CompiledStep> Groups { get; } = [.. step.Groups.Select(groups => Of(groups, dialect, columns))];

    /// <summary>Makes cursors; null where none was asked for.</summary>
    public CursorMaker? Cursor { get; } = step.Cursor is { } keys ? new CursorMaker(keys, dialect) : null;

    /// <summary>The connection's parts in the order of the selection; empty for everything else.</summary>
    public IReadOnlyList<ConnectionField> Fields { get; } = (step as ConnectionStep)?.Fields ?? [];

    /// <summary>The statement for each kind of page; null where no rows are read.</summary>
    public PageStatements? Statements { get; private init; }

    /// <summary>Counts what matches; null where the count was not asked for.</summary>
    public SqlStatement? Count { get; private init; }

    /// <summary>Counts what lies between the cursors of a page; null for a single row and a list that is given whole.</summary>
    public Func<PageKind, SqlStatement>? RowCount { get; private init; }

    /// <summary>Reads totals over what matches; null where none were asked for.</summary>
    public SqlStatement? Totals { get; private init; }

    /// <summary>Reads totals with groups; null where they are read apart.</summary>
    public JoinedTotals? Joined { get; private init; }

    /// <summary>What writes the row of totals, once for each time that totals are selected.</summary>
    public IReadOnlyList<ObjectWriter> TotalObjects { get; } =
        [.. (step as ConnectionStep)?.TotalObjects.Select(template => new ObjectWriter(template, dialect)) ?? []];

    /// <summary>The step on the copy by columns, with the statements that it answers; null where it answers none.</summary>
    public CompiledStep? Columns { get; private init; }

    /// <summary>The step on the copy by columns where a table of all its rows or groups is read from there; else null.</summary>
    public CompiledStep? Table => _table?.Value ?? (Step is GroupsStep ? Columns : null);

    /// <summary>The tables that it and what is nested in it read. A page reads the same ones wherever it begins.</summary>
    public IEnumerable<string> Tables =>
    [
        .. Statements?.Beginning.Tables ?? [],
        .. Count?.Tables ?? [],
        .. Totals?.Tables ?? [],
        .. Groups.SelectMany(groups => groups.Tables),
        .. Children.SelectMany(child => child.Tables),
    ];

    /// <summary>Writes a step for a database, and for its copy by columns where there is one.</summary>
    public static CompiledStep Of(Step step, SqlDialect dialect, SqlDialect? columns = null) => step switch
    {
        ConnectionStep connection => Connection(connection, dialect, columns),
        GroupsStep groups => GroupsOf(groups, dialect, columns),
        SearchStep search => new(search, dialect, columns) { Statements = new PageStatements(_ => new SearchSql(dialect, search).Write()) },
        RowsStep rows => new(rows, dialect, columns) { Statements = Pages(rows.Rows, dialect) },
        _ => new(step, dialect, columns),
    };

    private static CompiledStep Connection(ConnectionStep connection, SqlDialect dialect, SqlDialect? columns)
    {
        var totals = connection.Totals is { } asked ? DistinctValues.Rewrite(asked) : null;
        var rows = dialect.HasLateral ? LeadingReference.Rewrite(connection.Rows) : connection.Rows;
        return new CompiledStep(connection, dialect, columns)
        {
            Columns = columns is null ? null : OnColumns(connection, columns),
            Statements = connection.ReadsRows ? Pages(rows, dialect) : null,
            Count = connection.ReadsCount ? new RelationSql(dialect, connection.Rows).Count() : null,
            RowCount = page => new RelationSql(dialect, connection.Rows, page).Count(),
            Totals = totals is null ? null : new RelationSql(dialect, totals).Totals(),
            Joined = totals is null ? null : JoinedTotals.Of(connection, totals, dialect),
            _table = columns is not null && connection.IsTableOnColumns ? new(() => TableOf(connection, columns)) : null,
        };
    }

    private static CompiledStep GroupsOf(GroupsStep groups, SqlDialect dialect, SqlDialect? columns)
    {
        var led = groups.Rows with { Grouping = LeadingGroups.Rewrite((RowGrouping)groups.Rows.Grouping, dialect.JoinsLate) };
        var first = dialect.JoinsLate ? FirstParts.Rewrite(led) : led;
        return new CompiledStep(groups, dialect, columns)
        {
            Columns = columns is not null && groups.IsOnColumns ? Of(groups, columns) : null,
            Statements = new PageStatements(page => new GroupsSql(dialect).Page(page.HasAfter ? led : first, page)),
            RowCount = page => new GroupsSql(dialect).Count(led, page),
        };
    }

    private static CompiledStep TableOf(ConnectionStep connection, SqlDialect columns) =>
        new(connection with { Children = [], Groups = [] }, columns, null)
        {
            Statements = Pages(connection.Rows, columns),
            RowCount = page => new RelationSql(columns, connection.Rows, page).Count(),
        };

    private static CompiledStep? OnColumns(ConnectionStep connection, SqlDialect columns)
    {
        var totals = connection.AreTotalsOnColumns ? DistinctValues.Rewrite(connection.Totals!) : null;
        return totals is null && !connection.IsCountOnColumns ? null
            : new(connection with { Lists = [], Children = [], Groups = [], Cursor = null }, columns, null)
            {
                Count = connection.IsCountOnColumns ? new RelationSql(columns, connection.Rows).Count() : null,
                Totals = totals is null ? null : new RelationSql(columns, totals).Totals(),
            };
    }

    private static PageStatements Pages(Relation relation, SqlDialect dialect) =>
        new(page => new RelationSql(dialect, relation, page).Page(), dialect.WritesLimits);
}
