using System.Net;
using System.Threading.RateLimiting;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>How often one client asks, where that is limited.</summary>
internal sealed class ClientRate(IOptions<RequestLimitOptions> options) : IDisposable
{
    private readonly RequestLimitOptions _limits = options.Value;
    private readonly PartitionedRateLimiter<ClientNetwork>? _clients = LimiterOf(options.Value);

    /// <summary>Counts requests; true, with the time to wait, where they are too many.</summary>
    public bool Refuses(IPAddress? client, int requests, out TimeSpan wait)
    {
        wait = _limits.Window;
        if (_clients is null || requests == 0 || requests > _limits.PerClient)
        {
            // The limiter throws where it is asked for more than it ever gives.
            return requests > _limits.PerClient;
        }

        using var lease = _clients.AttemptAcquire(ClientNetwork.Of(client), requests);
        wait = !lease.IsAcquired && lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.Zero;
        return !lease.IsAcquired;
    }

    public void Dispose() => _clients?.Dispose();

    private static PartitionedRateLimiter<ClientNetwork>? LimiterOf(RequestLimitOptions limits) =>
        limits.PerClient is not { } permits ? null : PartitionedRateLimiter.Create<ClientNetwork, ClientNetwork>(
            client => RateLimitPartition.GetFixedWindowLimiter(
                client, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = limits.Window }));
}
