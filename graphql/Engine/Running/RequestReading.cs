using System.Runtime.CompilerServices;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// Reads the steps of one request from one state of the data. Pages come from the database, in one transaction. What the copy by columns
/// may answer waits until then: if the database is still in the copy's state, its transaction was in it too, and the copy answers; if not,
/// the same transaction answers all.
/// </summary>
/// <param name="database">The database, which is read when it is first needed.</param>
/// <param name="isSnapshotNeeded">Whether several statements must see the same state of it.</param>
/// <param name="columns">The reading of the copy; null where it is not there, or not as fresh as the request needs.</param>
internal sealed class RequestReading(
    GraphDatabase database, bool isSnapshotNeeded, ColumnReading? columns, StepQuestions questions) : IAsyncDisposable
{
    private GraphReading? _database;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReadAsync(List<CollectionRun> roots, KnownCounts? counts, CancellationToken cancellationToken)
    {
        List<StepPart>? waiting = null;
        List<StepPart> parts = [];
        counts?.Give(roots);
        for (CollectionRun[] level = [.. roots]; level.Length > 0; level = BelowOf(level))
        {
            parts.Clear();
            foreach (var run in level)
            {
                StepPart.AddOf(run, parts);
            }

            if (columns is not null)
            {
                (waiting ??= []).AddRange(parts.Where(part => part.IsOnColumns));
                parts.RemoveAll(part => part.IsOnColumns);
            }

            await AskDatabaseAsync(parts, cancellationToken);
        }

        if (waiting?.Count > 0)
        {
            await AskColumnsAsync(waiting, cancellationToken);
        }

        if (counts is null)
        {
            return;
        }

        if (await counts.TakeBackAsync(roots, cancellationToken))
        {
            List<StepPart> taken = [];
            roots.ForEach(run => StepPart.AddCountOf(run, taken));
            await (_database is null && columns is not null && taken.TrueForAll(part => part.IsOnColumns)
                ? AskColumnsAsync(taken, cancellationToken)
                : AskDatabaseAsync(taken, cancellationToken));
        }

        counts.Keep(roots);
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static CollectionRun[] BelowOf(CollectionRun[] level) =>
        level.Length == 1 ? level[0].Children : [.. level.SelectMany(run => run.Children)];

    private async ValueTask AskColumnsAsync(List<StepPart> parts, CancellationToken cancellationToken)
    {
        var isAnswered = _database is null || await columns!.IsCurrentAsync(cancellationToken);
        await (isAnswered
            ? columns!.AskAsync([.. parts.Select(questions.ToColumns)], cancellationToken)
            : AskDatabaseAsync(parts, cancellationToken));
        columns!.Ended(isAnswered);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AskDatabaseAsync(List<StepPart> parts, CancellationToken cancellationToken)
    {
        if (parts.Count > 0)
        {
            _database ??= await database.BeginAsync(isSnapshotNeeded, cancellationToken);
            await _database.AskAsync(questions.ToDatabase(parts), cancellationToken);
        }
    }
}
