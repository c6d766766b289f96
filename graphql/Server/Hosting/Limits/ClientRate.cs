using System.Net;
using System.Threading.RateLimiting;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>How often one client asks, where that is limited.</summary>
internal sealed class ClientRate : IDisposable
{
    private readonly RequestLimitOptions _limits;
    private readonly PartitionedRateLimiter<ClientNetwork>? _clients;

    public ClientRate(IOptions<RequestLimitOptions> options)
    {
        _limits = options.Value;
        _clients = _limits.PerClient is not { } permits ? null : PartitionedRateLimiter.Create<ClientNetwork, ClientNetwork>(
            client => RateLimitPartition.GetFixedWindowLimiter(
                client, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = _limits.Window }));
    }

    /// <summary>Counts requests; true, with the time to wait, where they are too many.</summary>
    public bool Refuses(IPAddress? client, int requests, out TimeSpan wait)
    {
        wait = _limits.Window;
        if (_clients is null || requests == 0)
        {
            return false;
        }

        // The limiter throws where it is asked for more than it ever gives.
        if (requests > _limits.PerClient)
        {
            return true;
        }

        using var lease = _clients.AttemptAcquire(ClientNetwork.Of(client), requests);
        wait = !lease.IsAcquired && lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.Zero;
        return !lease.IsAcquired;
    }

    public void Dispose() => _clients?.Dispose();
}
