using IndhCoops.GraphQL.Engine.Sql;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>One thing that a step reads: its rows, its totals or its count.</summary>
/// <param name="Run">The step in a request.</param>
internal readonly record struct StepPart(CollectionRun Run, StepPart.Kind Part)
{
    /// <summary>What a step can read: rows or groups of rows, and totals and the number of what matches.</summary>
    public enum Kind
    {
        Rows,
        Totals,
        Count,
    }

    /// <summary>Whether the copy by columns may answer it.</summary>
    public bool IsOnColumns => Run.Plan.Columns is { } columns && Asks(columns);

    /// <summary>Adds what a step has to read, with its groups; nothing where it has failed.</summary>
    public static void AddOf(CollectionRun run, List<StepPart> parts)
    {
        if (!run.IsDue)
        {
            return;
        }

        if (run.Plan.Statements is not null)
        {
            parts.Add(new(run, Kind.Rows));
        }

        if (run.Plan.Totals is not null)
        {
            parts.Add(new(run, Kind.Totals));
        }

        foreach (var groups in run.Groups)
        {
            AddOf(groups, parts);
        }

        AddCountOf(run, parts);
    }

    /// <summary>Adds the count of a step; nothing where it is known or was not asked for.</summary>
    public static void AddCountOf(CollectionRun run, List<StepPart> parts)
    {
        if (run is { IsDue: true, KeptCount: null, Plan.Count: not null })
        {
            parts.Add(new(run, Kind.Count));
        }
    }

    private bool Asks(CompiledStep store) => Part switch
    {
        Kind.Rows => store.Statements is not null,
        Kind.Totals => store.Totals is not null,
        _ => store.Count is not null,
    };
}

/// <summary>Makes the questions of steps to the stores.</summary>
internal sealed partial class StepQuestions(SqlDialect database, PlanReport? report, ILogger logger)
{
    /// <summary>The questions to the database. Totals are read with groups that can carry them.</summary>
    public List<DatabaseQuestion> ToDatabase(List<StepPart> parts)
    {
        var asked = new List<DatabaseQuestion>(parts.Count);
        HashSet<CollectionRun>? carriers = null;
        foreach (var part in parts)
        {
            if (CarrierOf(part, parts) is { } carrier)
            {
                (carriers ??= []).Add(carrier);
                asked.Add(ToDatabase(part, carrier));
            }
            else if (part.Part != StepPart.Kind.Rows || carriers?.Contains(part.Run) != true)
            {
                asked.Add(ToDatabase(part));
            }
        }

        return asked;
    }

    /// <summary>The question to the copy by columns, where the part is on it.</summary>
    public DatabaseQuestion ToColumns(StepPart part) =>
        Question(part, part.Run.Plan.Columns!, isOnColumns: true, 0, exception => throw new ColumnsFailedException(exception));

    // Groups that are refused carry no totals.
    private static CollectionRun? CarrierOf(StepPart part, List<StepPart> parts) =>
        part is { Part: StepPart.Kind.Totals, Run.Plan.Joined: { } joined }
            && part.Run.Groups[joined.Groups] is { IsDue: true } groups
            && parts.Contains(new(groups, StepPart.Kind.Rows))
            ? groups
            : null;

    private DatabaseQuestion ToDatabase(StepPart totals, CollectionRun groups)
    {
        var run = totals.Run;
        return Question(
            run, isOnColumns: false, run.Plan.Joined!.Statements.Beginning, groups.Arguments(), Read, exception => Fail(run, exception));

        ValueTask<int> Read(DbDataReader reader, CancellationToken cancellation) =>
            groups.ReadPageAsync(groups.Plan, reader, database.FirstOrdinal, cancellation, run);
    }

    private DatabaseQuestion ToDatabase(StepPart part) =>
        Question(part, part.Run.Plan, isOnColumns: false, database.FirstOrdinal, exception => Fail(part.Run, exception));

    // The client is told that the field failed; the database's message goes to the log only. A sum that is too large is told, as the client
    // can ask for less.
    private void Fail(CollectionRun run, DbException exception)
    {
        var field = run.Plan.Step.ResponseName;
        LogFailure(logger, field, exception);
        run.Error = new GraphError(database.IsOverflow(exception)
            ? $"A sum in `{field}` is greater than its type can hold. Ask for fewer rows by `where`, or for `avg`."
            : "Unexpected Execution Error");
    }

    private DatabaseQuestion Question(
        CollectionRun run,
        bool isOnColumns,
        SqlStatement statement,
        StatementArguments arguments,
        Func<DbDataReader, CancellationToken, ValueTask<int>> read,
        Action<DbException> failed) =>
        new(statement, arguments, report is null ? read : ReadAndNote(run, report, isOnColumns, statement, read), failed);

    private DatabaseQuestion Question(StepPart part, CompiledStep step, bool isOnColumns, int firstOrdinal, Action<DbException> failed)
    {
        var run = part.Run;
        (SqlStatement Statement, Func<DbDataReader, CancellationToken, ValueTask<int>> Read) asked = part.Part switch
        {
            StepPart.Kind.Rows => (
                step.Statements!.For(run.Page!),
                (reader, cancellation) => run.ReadPageAsync(step, reader, firstOrdinal, cancellation)),
            StepPart.Kind.Totals => (
                step.Totals!, (reader, cancellation) => run.ReadTotalsAsync(step, reader, firstOrdinal, cancellation)),
            _ => (step.Count!, (reader, cancellation) => run.ReadCountAsync(reader, firstOrdinal, cancellation)),
        };
        return Question(run, isOnColumns, asked.Statement, run.Arguments(), asked.Read, failed);
    }

    private static Func<DbDataReader, CancellationToken, ValueTask<int>> ReadAndNote(
        CollectionRun run,
        PlanReport report,
        bool isOnColumns,
        SqlStatement statement,
        Func<DbDataReader, CancellationToken, ValueTask<int>> read) => async (reader, cancellationToken) =>
    {
        var rows = await read(reader, cancellationToken);
        report.Add(run.Plan, isOnColumns, statement.Text, rows);
        return rows;
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The field '{Field}' could not be read from the database.")]
    private static partial void LogFailure(ILogger logger, string field, Exception exception);
}
