using System.Net;
using System.Threading.RateLimiting;

namespace IndhCoops.GraphQL.Limits;

/// <summary>How often one client asks.</summary>
internal sealed class ClientRate : IDisposable
{
    private readonly PartitionedRateLimiter<ClientNetwork> _clients;

    private ClientRate(int permits, TimeSpan window) => _clients = PartitionedRateLimiter.Create<ClientNetwork, ClientNetwork>(
        client => RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));

    /// <summary>The limit that is set; null where none is.</summary>
    public static ClientRate? Of(RequestLimitOptions options) => options.PerClient is { } permits ? new ClientRate(permits, options.Window) : null;

    /// <summary>Counts a request; true, with the time to wait, where it is one too many.</summary>
    public bool Refuses(IPAddress? client, out TimeSpan wait)
    {
        using var lease = _clients.AttemptAcquire(ClientNetwork.Of(client));
        wait = !lease.IsAcquired && lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.Zero;
        return !lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _clients.Dispose();
}
