using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Limits;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// The places in which tables are read and sent, apart from those of queries: a table takes as long as its client takes to load it, a query does not. Nobody waits for one,
/// since that may take minutes.
/// </summary>
internal sealed class TablePlaces : IDisposable
{
    private readonly ConcurrencyLimiter _all;
    private readonly PartitionedRateLimiter<ClientNetwork> _clients;
    private readonly RequestRefusal _tooMany;

    public TablePlaces(IOptions<TableOptions> options)
    {
        _all = new ConcurrencyLimiter(Of(options.Value.MaxConcurrent));
        _clients = PartitionedRateLimiter.Create<ClientNetwork, ClientNetwork>(client => RateLimitPartition.GetConcurrencyLimiter(client, _ => Of(options.Value.PerClient)));
        _tooMany = RequestRefusal.TooManyTables(options.Value.PerClient);
    }

    /// <summary>Takes a place for a client, which is given back when it is disposed.</summary>
    public bool TryTake(HttpContext context, [NotNullWhen(true)] out IDisposable? place, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        (place, refusal) = (null, null);
        var own = _clients.AttemptAcquire(ClientNetwork.Of(context.Connection.RemoteIpAddress));
        if (!own.IsAcquired)
        {
            own.Dispose();
            refusal = _tooMany;
            return false;
        }

        var one = _all.AttemptAcquire();
        if (!one.IsAcquired)
        {
            one.Dispose();
            own.Dispose();
            refusal = RequestRefusal.TablesTaken;
            return false;
        }

        place = new Place(own, one);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _all.Dispose();
        _clients.Dispose();
    }

    private static ConcurrencyLimiterOptions Of(int places) => new() { PermitLimit = places, QueueLimit = 0 };

    private sealed class Place(RateLimitLease own, RateLimitLease one) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            own.Dispose();
        }
    }
}
