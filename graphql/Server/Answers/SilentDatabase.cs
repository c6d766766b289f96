using System.Runtime.CompilerServices;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Answers;

/// <summary>Tells a silent database from a slow request, by a question of a millisecond: before a write, and when time is over.</summary>
internal sealed class SilentDatabase(GraphHandler next, DataVersion version)
{
    /// <summary>Answers a request.</summary>
    /// <exception cref="DatabaseAwayException">The database keeps silent.</exception>
    public ValueTask<GraphResponse> ExecuteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var answering = request.Writing == WriteAccess.Granted ? WriteAsync(request, cancellationToken) : next(request, cancellationToken);
        return answering.IsCompletedSuccessfully ? answering : WatchAsync(answering, cancellationToken);
    }

    private async ValueTask<GraphResponse> WriteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        await version.CurrentAsync(cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await next(request, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GraphResponse> WatchAsync(ValueTask<GraphResponse> answering, CancellationToken cancellationToken)
    {
        try
        {
            return await answering;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await version.CurrentAsync(CancellationToken.None);
            throw;
        }
    }
}
