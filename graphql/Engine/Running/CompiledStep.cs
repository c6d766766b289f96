using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>A step on a database: the statements that read it, and what writes its rows.</summary>
internal sealed class CompiledStep
{
    private Lazy<CompiledStep>? _table;

    private CompiledStep(Step step, SqlDialect dialect, SqlDialect? columns)
    {
        Step = step;
        Lists = [.. step.Lists.Select(list => ObjectWriter.Of(list.Row, dialect))];
        Children = [.. step.Children.Select(child => Of(child, dialect))];
        Groups = [.. step.Groups.Select(groups => Of(groups, dialect, columns))];
        Cursor = step.Cursor is { } keys ? new CursorMaker(keys, dialect) : null;
    }

    public Step Step { get; }

    public IReadOnlyList<ObjectWriter> Lists { get; }

    public IReadOnlyList<CompiledStep> Children { get; }

    public IReadOnlyList<CompiledStep> Groups { get; }

    /// <summary>Makes cursors; null where none was asked for.</summary>
    public CursorMaker? Cursor { get; }

    /// <summary>The connection's parts in the order of the selection; empty for everything else.</summary>
    public IReadOnlyList<ConnectionField> Fields { get; private init; } = [];

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
    public IReadOnlyList<ObjectWriter> TotalObjects { get; private init; } = [];

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
    public static CompiledStep Of(Step step, SqlDialect dialect, SqlDialect? columns = null)
    {
        var sql = new RelationSql(dialect);
        PageStatements Pages(Relation relation) => new(page => sql.Page(relation, page), dialect.WritesLimits);
        switch (step)
        {
            case RowStep row:
                return new CompiledStep(row, dialect, columns) { Statements = Pages(row.Rows) };
            case ListStep list:
                return new CompiledStep(list, dialect, columns) { Statements = Pages(list.Rows) };
            case SearchStep search:
                return new CompiledStep(search, dialect, columns) { Statements = new PageStatements(_ => SearchSql.Of(search, dialect)) };
            case ConnectionStep connection:
                var totals = connection.Totals is { } asked ? DistinctValues.Rewrite(asked) : null;
                var rows = dialect.HasLateral ? LeadingReference.Rewrite(connection.Rows) : connection.Rows;
                return new CompiledStep(connection, dialect, columns)
                {
                    Columns = columns is null ? null : OnColumns(connection, columns),
                    Fields = connection.Fields,
                    Statements = connection.ReadsRows ? Pages(rows) : null,
                    Count = connection.ReadsCount ? sql.Count(connection.Rows, default) : null,
                    RowCount = page => sql.Count(connection.Rows, page),
                    Totals = totals is null ? null : sql.Totals(totals),
                    Joined = totals is null ? null : JoinedTotals.Of(connection, totals, dialect),
                    TotalObjects = [.. connection.TotalObjects.Select(template => ObjectWriter.Of(template, dialect))],
                    _table = columns is not null && connection.IsTableOnColumns ? new(() => TableOf(connection, columns)) : null,
                };
            case GroupsStep groups:
                var grouped = new GroupsSql(dialect);
                var led = groups.Rows with { Grouping = LeadingGroups.Rewrite((RowGrouping)groups.Rows.Grouping, dialect.JoinsLate) };
                var first = dialect.JoinsLate ? FirstParts.Rewrite(led) : led;
                return new CompiledStep(groups, dialect, columns)
                {
                    Columns = columns is not null && groups.IsOnColumns ? Of(groups, columns) : null,
                    Statements = new PageStatements(page => grouped.Page(page.HasAfter ? led : first, page)),
                    RowCount = page => grouped.Count(led, page),
                };
            default:
                return new CompiledStep(step, dialect, columns);
        }
    }

    private static CompiledStep TableOf(ConnectionStep connection, SqlDialect columns)
    {
        var sql = new RelationSql(columns);
        return new CompiledStep(connection with { Children = [], Groups = [] }, columns, null)
        {
            Statements = new PageStatements(page => sql.Page(connection.Rows, page)),
            RowCount = page => sql.Count(connection.Rows, page),
        };
    }

    private static CompiledStep? OnColumns(ConnectionStep connection, SqlDialect columns)
    {
        if (connection is { IsCountOnColumns: false, AreTotalsOnColumns: false })
        {
            return null;
        }

        var sql = new RelationSql(columns);
        return new CompiledStep(connection with { Lists = [], Children = [], Groups = [], Cursor = null }, columns, null)
        {
            Count = connection.IsCountOnColumns ? sql.Count(connection.Rows, default) : null,
            Totals = connection is { AreTotalsOnColumns: true, Totals: { } totals } ? sql.Totals(DistinctValues.Rewrite(totals)) : null,
            TotalObjects = [.. connection.TotalObjects.Select(template => ObjectWriter.Of(template, columns))],
        };
    }
}
