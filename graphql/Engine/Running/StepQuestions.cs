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
    public bool IsOnColumns => Run.Plan.Columns is { } columns && StatementOn(columns) is not null;

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

    /// <summary>What reads it from a store; null where that does not have it.</summary>
    public SqlStatement? StatementOn(CompiledStep store) => Part switch
    {
        Kind.Rows => store.Statements?.For(Run.Page!),
        Kind.Totals => store.Totals,
        _ => store.Count,
    };

    public ValueTask<int> ReadAsync(CompiledStep store, DbDataReader reader, CancellationToken cancellationToken) => Part switch
    {
        Kind.Rows => Run.ReadPageAsync(store, reader, cancellationToken),
        _ => Run.ReadTotalsAsync(store, reader, areCounts: Part == Kind.Count, cancellationToken),
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
            var carrier = CarrierOf(part, parts);
            if (carrier is not null)
            {
                (carriers ??= []).Add(carrier);
            }

            if (part.Part != StepPart.Kind.Rows || carriers?.Contains(part.Run) != true)
            {
                asked.Add(Question(part, part.Run.Plan, exception => Fail(part.Run, exception), carrier));
            }
        }

        return asked;
    }

    /// <summary>The question to the copy by columns, where the part is on it.</summary>
    public DatabaseQuestion ToColumns(StepPart part) =>
        Question(part, part.Run.Plan.Columns!, exception => throw new ColumnsFailedException(exception));

    // Groups that are refused carry no totals.
    private static CollectionRun? CarrierOf(StepPart part, List<StepPart> parts) =>
        part is { Part: StepPart.Kind.Totals, Run.Plan.Joined: { } joined }
            && part.Run.Groups[joined.Groups] is { IsDue: true } groups
            && parts.Contains(new(groups, StepPart.Kind.Rows))
            ? groups
            : null;

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

    private DatabaseQuestion Question(StepPart part, CompiledStep store, Action<DbException> failed, CollectionRun? carrier = null)
    {
        var run = part.Run;
        var question = carrier is null
            ? new DatabaseQuestion(
                part.StatementOn(store)!, run.Arguments(), (reader, cancellation) => part.ReadAsync(store, reader, cancellation), failed)
            : new DatabaseQuestion(
                run.Plan.Joined!.Statements.Beginning,
                carrier.Arguments(),
                (reader, cancellation) => carrier.ReadPageAsync(carrier.Plan, reader, cancellation, run),
                failed);
        return report?.Noting(question, run.Plan, isOnColumns: store != run.Plan) ?? question;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The field '{Field}' could not be read from the database.")]
    private static partial void LogFailure(ILogger logger, string field, Exception exception);
}
