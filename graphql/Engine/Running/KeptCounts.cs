using System.Text.Json;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// Row counts, kept until a table that was read is written: a client that walks through the pages of a long list has it counted once.
/// </summary>
/// <param name="maxBytes">What may be kept.</param>
/// <param name="current">Asks for the state of the data now; null where it cannot be told.</param>
/// <param name="telemetry">Counts how often a count was found.</param>
internal sealed class KeptCounts(long maxBytes, Func<CancellationToken, ValueTask<IDataState?>> current, IGraphTelemetry telemetry)
{
    private readonly LeastRecentlyUsed<(string Statement, string Values), KeptCount> _counts = new(maxBytes);

    /// <summary>What is known in a state of the data.</summary>
    public KnownCounts In(IDataState state) => new(_counts, current, telemetry, state);
}

/// <summary>A count, and the number of the state in which it was counted.</summary>
internal sealed record KeptCount(long Count, long Number);

/// <summary>The counts that are known in a state of the data.</summary>
internal sealed class KnownCounts(
    LeastRecentlyUsed<(string Statement, string Values), KeptCount> counts,
    Func<CancellationToken, ValueTask<IDataState?>> current,
    IGraphTelemetry telemetry,
    IDataState state) : KnownState
{
    // What an entry costs besides its texts, roughly.
    private const int Overhead = 300;

    /// <summary>Gives the collections of a request the counts that are known; they are not asked for.</summary>
    public void Give(List<CollectionRun> roots)
    {
        foreach (var run in Counted(roots))
        {
            run.KeptCount = counts.TryGet(QuestionOf(run), out var kept) && state.AreUnwritten(run.Plan.Count!.Tables, kept.Number)
                ? kept.Count
                : null;
            telemetry.LookedUp("count", run.KeptCount is not null);
        }
    }

    /// <summary>
    /// Drops kept counts that were used although something was written before the rows were read: they may be older than the rows. Called
    /// after the reading; true where any were dropped.
    /// </summary>
    public async ValueTask<bool> TakeBackAsync(List<CollectionRun> roots, CancellationToken cancellationToken)
    {
        var given = roots.FindAll(run => run.KeptCount is not null);
        if (given.Count == 0)
        {
            return false;
        }

        var now = await current(cancellationToken);
        var outdated = given.FindAll(run => now is null || !now.AreUnwritten(run.Plan.Count!.Tables, state.Number));
        outdated.ForEach(run => run.KeptCount = null);
        return outdated.Count > 0;
    }

    /// <summary>
    /// Keeps the counts of a request that began in this state of the data. A count may be newer than the state; its next user then learns
    /// that something was written.
    /// </summary>
    public void Keep(List<CollectionRun> roots)
    {
        foreach (var run in Counted(roots))
        {
            if (run.KeptCount is null && run.Error is null)
            {
                // Plans may share a text, as those of a list's pages do. Charge the full size: the plan that owns this text may be
                // evicted before it.
                var question = QuestionOf(run);
                var size = Overhead + (2L * (question.Statement.Length + question.Values.Length));
                counts.Set(question, new KeptCount(run.PageOf(0).TotalCount, state.Number), size);
            }
        }
    }

    private static IEnumerable<CollectionRun> Counted(List<CollectionRun> roots) =>
        roots.Where(run => run.Plan.Count is not null && run.IsDue);

    private static (string Statement, string Values) QuestionOf(CollectionRun run)
    {
        var (statement, arguments) = (run.Plan.Count!, run.Arguments());
        return (statement.Text, JsonSerializer.Serialize(statement.Parameters.Select(parameter => parameter(arguments).Value)));
    }
}

/// <summary>A state of the data, which knows when each table was written last.</summary>
internal interface IDataState
{
    /// <summary>The number: higher after every write.</summary>
    long Number { get; }

    /// <summary>Whether some tables are as they were in an earlier state. Unknown for a table whose writes are not noted.</summary>
    /// <param name="since">The number of that state.</param>
    bool AreUnwritten(IReadOnlyList<string> tables, long since);
}
