using System.Data.Common;
using IndhCoops.GraphQL.Execution.Json;
using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Execution.Running;

/// <summary>An operation on a database: its plan, and what runs its steps.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record CompiledOperation(OperationPlan Plan, IReadOnlyList<CompiledStep> Steps)
{
    /// <summary>Writes a plan for a database.</summary>
    public static CompiledOperation Of(OperationPlan plan, SqlDialect dialect) => new(plan, [.. plan.Steps.Select(step => CompiledStep.Of(step, dialect))]);
}

/// <summary>A step on a database: the statements that read it, and what writes its rows.</summary>
internal sealed class CompiledStep
{
    private CompiledStep(Step step, SqlDialect dialect)
    {
        Step = step;
        Lists = [.. step.Lists.Select(list => ObjectWriter.Of(list.Row, dialect))];
        Children = [.. step.Children.Select(child => Of(child, dialect))];
        Groups = [.. step.Groups.Select(groups => Of(groups, dialect))];
        Cursor = step.Cursor is { } keys ? new CursorMaker(keys, dialect) : null;
    }

    /// <summary>The step.</summary>
    public Step Step { get; }

    /// <summary>What writes each row, once for every list of rows selected.</summary>
    public IReadOnlyList<ObjectWriter> Lists { get; }

    /// <summary>The nested collections.</summary>
    public IReadOnlyList<CompiledStep> Children { get; }

    /// <summary>The lists of groups of the connection.</summary>
    public IReadOnlyList<CompiledStep> Groups { get; }

    /// <summary>Makes cursors; null where none was asked for.</summary>
    public CursorMaker? Cursor { get; }

    /// <summary>The connection's parts in the order of the selection; empty for everything else.</summary>
    public IReadOnlyList<ConnectionFieldWriter> Fields { get; private init; } = [];

    /// <summary>The statement for each kind of page; null where no rows are read.</summary>
    public PageStatements? Statements { get; private init; }

    /// <summary>Counts what matches; null where the count was not asked for.</summary>
    public SqlStatement? Count { get; private init; }

    /// <summary>Counts what lies between the cursors of a page; null for a single row and a list that is given whole.</summary>
    public Func<PageKind, SqlStatement>? RowCount { get; private init; }

    /// <summary>Reads totals over what matches; null where none were asked for.</summary>
    public SqlStatement? Totals { get; private init; }

    /// <summary>What writes the row of totals, once for each time that totals are selected.</summary>
    public IReadOnlyList<ObjectWriter> TotalObjects { get; private init; } = [];

    /// <summary>Writes a step for a database.</summary>
    public static CompiledStep Of(Step step, SqlDialect dialect)
    {
        var sql = new RelationSql(dialect);
        switch (step)
        {
            case RowStep row:
                return new CompiledStep(row, dialect) { Statements = new PageStatements(page => sql.Page(row.Rows, page)) };
            case ListStep list:
                return new CompiledStep(list, dialect) { Statements = new PageStatements(page => sql.Page(list.Rows, page)) };
            case ConnectionStep connection:
                var rows = dialect.HasLateral ? LeadingReference.Rewrite(connection.Rows) : connection.Rows;
                return new CompiledStep(connection, dialect)
                {
                    Fields = [.. connection.Fields.Select(ConnectionFieldWriter.Of)],
                    Statements = connection.ReadsRows ? new PageStatements(page => sql.Page(rows, page)) : null,
                    Count = connection.ReadsCount ? sql.Count(connection.Rows, default) : null,
                    RowCount = page => sql.Count(connection.Rows, page),
                    Totals = connection.Totals is { } totals ? sql.Totals(totals) : null,
                    TotalObjects = [.. connection.TotalObjects.Select(template => ObjectWriter.Of(template, dialect))],
                };
            case GroupsStep groups:
                var grouped = new GroupsSql(dialect);
                var led = groups.Rows with { Grouping = LeadingGroups.Rewrite((RowGrouping)groups.Rows.Grouping) };
                return new CompiledStep(groups, dialect)
                {
                    Statements = new PageStatements(page => grouped.Page(led, page)),
                    RowCount = page => grouped.Count(led, page),
                };
            default:
                return new CompiledStep(step, dialect);
        }
    }
}

/// <summary>Writes a part of a connection.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Part">Which part; null for a constant.</param>
/// <param name="List">For nodes and edges: which of the lists; for totals and groups: which of them.</param>
/// <param name="PageInfo">For the page's information: its fields.</param>
/// <param name="Constant">For a constant: its JSON.</param>
internal sealed record ConnectionFieldWriter(byte[] Name, ConnectionPart? Part, int List, IReadOnlyList<ConnectionFieldWriter> PageInfo, byte[]? Constant)
{
    public static ConnectionFieldWriter Of(ConnectionField field) => new(
        JsonTexts.Name(field.ResponseName),
        field.Part,
        field.List,
        [.. field.PageInfo?.Select(Of) ?? []],
        field.Constant is { } text ? JsonTexts.Quoted(text) : null);
}

/// <summary>Makes cursors of rows.</summary>
internal sealed class CursorMaker(CursorKeys keys, SqlDialect dialect)
{
    private readonly (int Ordinal, ValueCodec Codec, bool IsNullable)[] _keys =
        [.. keys.Keys.Select((key, i) => (keys.Ordinals[i], dialect.Codec(key.Term.Form), key.IsNullable))];

    /// <summary>The sort keys of a row, in an array that is no longer needed or a new one.</summary>
    public object?[] KeysOf(DbDataReader row, object?[]? array)
    {
        array ??= new object?[_keys.Length];
        for (var i = 0; i < array.Length; i++)
        {
            var (ordinal, codec, isNullable) = _keys[i];
            array[i] = isNullable && row.IsDBNull(ordinal) ? null : codec.Read(row, ordinal);
        }

        return array;
    }

    /// <summary>The cursor of a row, by its sort keys.</summary>
    public string Write(object?[] values) => Cursor.Write(keys.Fingerprint, values, keys.Keys);
}
