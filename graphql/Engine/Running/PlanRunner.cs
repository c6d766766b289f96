using System.Runtime.CompilerServices;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Runs a plan: level by level, the collections of one level together, then the response in one piece.</summary>
/// <param name="columns">Its copy by columns; null for none.</param>
/// <param name="logger">Where it is told that something was read again.</param>
internal sealed partial class PlanRunner(GraphDatabase database, ColumnStore? columns, ILogger<PlanRunner> logger)
{
    /// <summary>
    /// Writes the value of <c>data</c> and returns the errors of fields that came out as null; notes the statements where a report is
    /// wanted.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<IReadOnlyList<GraphError>> RunAsync(
        CompiledOperation operation,
        PlanInputs inputs,
        JsonBuffer json,
        bool isFresh,
        PlanReport? report,
        KnownCounts? counts,
        CancellationToken cancellationToken)
    {
        var runs = RunsOf(operation, inputs);
        try
        {
            var source = isFresh ? database.Fresh : database;

            // A client that asks for fresh data is answered by the primary, never by the replica or the copy.
            var store = operation.ColumnTables is not null && !(isFresh && database.IsCopy) ? columns : null;
            var isRead = !runs.Exists(run => run.IsDue);
            while (!isRead)
            {
                await using var copy = store is null ? null : await store.BeginAsync(
                    operation.ColumnTables!, operation.Plan.IsSnapshotNeeded, isTable: false, cancellationToken);
                try
                {
                    await using var reading = new RequestReading(
                        source, operation.Plan.IsSnapshotNeeded, copy, new StepQuestions(database.Dialect, report, logger));
                    await reading.ReadAsync(runs, counts, cancellationToken);
                    isRead = true;
                }
                catch (ColumnsFailedException failed)
                {
                    copy!.Failed((DbException)failed.InnerException!);
                    store = null;
                    Renew(ref runs, operation, inputs);
                }
                catch (ReadingLostException)
                {
                    // A field that failed is left out of the next attempt, so the attempts end.
                    var failed = runs;
                    Renew(ref runs, operation, inputs);
                    CopyErrors(failed, runs);
                }
                catch (DatabaseAwayException away) when (source.IsCopy)
                {
                    // Start again: rows from the replica and kept counts may belong to another state of the data.
                    LogReadAgain(logger, away.GetBaseException().Message);
                    (source, store, counts) = (database.Fresh, null, null);
                    Renew(ref runs, operation, inputs);
                }
            }

            var assembly = new ResponseAssembly(json);
            var (start, isNull) = (json.Length, false);
            json.WriteRaw((byte)'{');
            foreach (var field in operation.Plan.Fields)
            {
                json.WriteName(field.Name);
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

            json.WriteRaw((byte)'}');
            if (isNull)
            {
                // A non-null field is null, so the object around it becomes null too.
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
        operation.Steps is [var only]
            ? [CollectionRun.Root(only, inputs)]
            : [.. operation.Steps.Select(step => CollectionRun.Root(step, inputs))];

    private static void Renew(ref List<CollectionRun> runs, CompiledOperation operation, PlanInputs inputs)
    {
        runs.ForEach(run => run.Dispose());
        runs = RunsOf(operation, inputs);
    }

    private static void CopyErrors(IReadOnlyList<CollectionRun> from, IReadOnlyList<CollectionRun> to)
    {
        for (var i = 0; i < from.Count; i++)
        {
            to[i].Error = from[i].Error;
            CopyErrors(from[i].Groups, to[i].Groups);
            CopyErrors(from[i].Children, to[i].Children);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The read replica did not answer; the request is read from the primary: {Reason}")]
    private static partial void LogReadAgain(ILogger logger, string reason);
}
