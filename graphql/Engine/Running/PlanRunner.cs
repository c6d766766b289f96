using System.Data.Common;
using System.Runtime.CompilerServices;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Sql;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Runs a plan: level by level, the collections of one level together, then the response in one piece.</summary>
internal sealed partial class PlanRunner(GraphDatabase database, ILogger<PlanRunner> logger)
{
    /// <summary>Writes the value of <c>data</c> and returns the errors of fields that came out as null; notes the statements where a report is wanted.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<IReadOnlyList<GraphError>> RunAsync(
        CompiledOperation operation, PlanInputs inputs, JsonBuffer json, bool isFresh, PlanReport? report, KnownCounts? counts, CancellationToken cancellationToken)
    {
        var runs = RunsOf(operation, inputs);
        try
        {
            var source = isFresh ? database.Fresh : database;
            var isRead = !runs.Exists(run => run.IsDue);
            while (!isRead)
            {
                try
                {
                    await ReadAsync(source, runs, operation.Plan.IsSnapshotNeeded, report, counts, cancellationToken);
                    isRead = true;
                }
                catch (ReadingLostException)
                {
                    // A field that failed stays failed, so that each turn asks for less.
                    var again = RunsOf(operation, inputs);
                    CopyErrors(runs, again);
                    runs.ForEach(run => run.Dispose());
                    runs = again;
                }
                catch (DatabaseAwayException away) when (source.IsCopy)
                {
                    // From the beginning: what was read from the replica, and what was counted, may be of another state.
                    LogReadAgain(logger, away.GetBaseException().Message);
                    runs.ForEach(run => run.Dispose());
                    runs = RunsOf(operation, inputs);
                    (source, counts) = (database.Fresh, null);
                }
            }

            var assembly = new ResponseAssembly(json);
            var (start, isNull) = (json.Length, false);
            var separator = (byte)'{';
            foreach (var field in operation.Plan.Fields)
            {
                json.WriteRaw(separator);
                json.WriteRaw(field.Name);
                separator = (byte)',';
                if (field.Step is { } index)
                {
                    assembly.Write(runs[index], 0);
                }
                else if (field.Nodes is { } nodes)
                {
                    isNull |= !assembly.WriteNodes(nodes, runs, inputs.Slots);
                }
                else
                {
                    json.WriteRaw(field.Constant);
                }
            }

            json.EndObject(separator);
            if (isNull)
            {
                // A field that must not be null is: so is what is around it.
                json.Truncate(start);
                json.WriteNull();
            }

            return assembly.Errors;
        }
        finally
        {
            runs.ForEach(run => run.Dispose());
        }
    }

    private static List<CollectionRun> RunsOf(CompiledOperation operation, PlanInputs inputs) =>
        [.. operation.Steps.Select(step => CollectionRun.Root(step, inputs))];

    private static void CopyErrors(IReadOnlyList<CollectionRun> from, IReadOnlyList<CollectionRun> to)
    {
        for (var i = 0; i < from.Count; i++)
        {
            to[i].Error = from[i].Error;
            CopyErrors(from[i].Groups, to[i].Groups);
            CopyErrors(from[i].Children, to[i].Children);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadAsync(
        GraphDatabase source, List<CollectionRun> roots, bool isSnapshotNeeded, PlanReport? report, KnownCounts? counts, CancellationToken cancellationToken)
    {
        await using var reading = await source.BeginAsync(isSnapshotNeeded, cancellationToken);
        counts?.Give(roots);
        for (var level = roots; ; level = [.. level.SelectMany(run => run.Children)])
        {
            var questions = new List<DatabaseQuestion>();
            foreach (var run in level)
            {
                AddQuestions(questions, run, report);
            }

            if (questions.Count == 0)
            {
                break;
            }

            await reading.AskAsync(questions, cancellationToken);
        }

        if (counts is not null)
        {
            if (await counts.TakeBackAsync(roots, cancellationToken))
            {
                await reading.AskAsync([.. roots.Select(run => CountOf(run, report)).OfType<DatabaseQuestion>()], cancellationToken);
            }

            counts.Keep(roots);
        }
    }

    private void AddQuestions(List<DatabaseQuestion> questions, CollectionRun run, PlanReport? report)
    {
        if (!run.IsDue)
        {
            return;
        }

        var arguments = run.Arguments();
        var firstOrdinal = database.Dialect.FirstOrdinal;
        if (run.Plan.Statements is { } statements)
        {
            questions.Add(Question(run, report, statements.For(run.Page!.Kind), arguments, (reader, cancellation) => run.ReadPageAsync(reader, firstOrdinal, cancellation)));
        }

        // Groups that are refused carry no totals.
        var carrier = run.Plan.Joined is { } joined && run.Groups[joined.Groups] is { IsDue: true } due ? due : null;
        if (carrier is not null)
        {
            questions.Add(Question(
                run, report, run.Plan.Joined!.Statements.For(default), carrier.Arguments(), (reader, cancellation) => carrier.ReadPageAsync(reader, firstOrdinal, cancellation, run)));
        }
        else if (run.Plan.Totals is { } totals)
        {
            questions.Add(Question(run, report, totals, arguments, (reader, cancellation) => run.ReadTotalsAsync(reader, firstOrdinal, cancellation)));
        }

        foreach (var groups in run.Groups.Where(groups => groups != carrier))
        {
            AddQuestions(questions, groups, report);
        }

        if (CountOf(run, report) is { } count)
        {
            questions.Add(count);
        }
    }

    private DatabaseQuestion? CountOf(CollectionRun run, PlanReport? report) => run is { IsDue: true, KeptCount: null, Plan.Count: { } count }
        ? Question(run, report, count, run.Arguments(), (reader, cancellation) => run.ReadCountAsync(reader, database.Dialect.FirstOrdinal, cancellation))
        : null;

    // The client learns that the field failed; what the database said stays in the log. Only of sums that are too large the client can do something.
    private DatabaseQuestion Question(CollectionRun run, PlanReport? report, SqlStatement statement, StatementArguments arguments, Func<DbDataReader, CancellationToken, ValueTask<int>> read) =>
        new(statement, arguments, report is null ? read : ReadAndNote(run, report, statement, read), exception =>
        {
            LogFailure(logger, run.Plan.Step.ResponseName, exception);
            run.Error = new GraphError(database.Dialect.IsOverflow(exception)
                ? $"A sum in `{run.Plan.Step.ResponseName}` is greater than its type can hold. Ask for fewer rows by `where`, or for `avg`."
                : "Unexpected Execution Error");
        });

    private static Func<DbDataReader, CancellationToken, ValueTask<int>> ReadAndNote(
        CollectionRun run, PlanReport report, SqlStatement statement, Func<DbDataReader, CancellationToken, ValueTask<int>> read) => async (reader, cancellationToken) =>
    {
        var rows = await read(reader, cancellationToken);
        report.Add(run.Plan, statement.Text, rows);
        return rows;
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The read replica did not answer; the request is read from the primary: {Reason}")]
    private static partial void LogReadAgain(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The field '{Field}' could not be read from the database.")]
    private static partial void LogFailure(ILogger logger, string field, Exception exception);
}
