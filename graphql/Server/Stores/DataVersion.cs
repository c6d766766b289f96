using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores;

/// <summary>
/// Says which state the data is in. The number is higher after every write that was committed, by whatever process; as long as it
/// stays the same, the data is the same.
/// </summary>
internal abstract class DataVersion : IAsyncDisposable
{
    /// <summary>The version, as it is after the call began or later; null where the database could not be asked. A database that keeps silent is away (<see cref="DatabaseAwayException"/>). Others may wait for what the caller does next, which should be short.</summary>
    public abstract ValueTask<long?> CurrentAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
