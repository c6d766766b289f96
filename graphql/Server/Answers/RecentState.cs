using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Answers;

/// <summary>The state of the data, asked for anew when it is so old: for those who accept answers that are.</summary>
/// <param name="maxAge">How old it may be.</param>
internal sealed class RecentState(DataVersion version, TimeSpan maxAge, TimeProvider clock)
{
    private Known? _known;

    /// <summary>The state; null where the database could not be asked.</summary>
    public ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _known) is { } known && clock.GetElapsedTime(known.AskedAt) < maxAge
            ? new(known.State)
            : AskAsync(cancellationToken);

    // The state is at least of the moment before the question.
    private async ValueTask<DataState?> AskAsync(CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        var state = await version.CurrentAsync(cancellationToken);
        if (state is not null)
        {
            Volatile.Write(ref _known, new Known(state, askedAt));
        }

        return state;
    }

    private sealed record Known(DataState State, long AskedAt);
}
