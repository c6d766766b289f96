using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores;

/// <summary>Says which state the data is in, and what was written before, by whatever process.</summary>
internal abstract class DataVersion : IAsyncDisposable
{
    /// <summary>
    /// The state, as it is after the call began or later; null where the database could not be asked. A database that keeps silent is away
    /// (<see cref="DatabaseAwayException"/>). Others may wait for what the caller does next, which should be short.
    /// </summary>
    public abstract ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
