using System.Diagnostics.CodeAnalysis;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// The places in which tables are read and sent, apart from those of queries: a table takes as long as its client takes to load it, a query
/// does not. Nobody waits for one, since that may take minutes.
/// </summary>
internal sealed class TablePlaces(IOptions<TableOptions> options)
{
    private readonly ClientPlaces _places = new(options.Value.MaxConcurrent, options.Value.PerClient);
    private readonly RequestRefusal _tooMany = RequestRefusal.TooManyTables(options.Value.PerClient);

    /// <summary>Takes a place for a client, which is given back when it is disposed.</summary>
    public bool TryTake(HttpContext context, [NotNullWhen(true)] out IDisposable? place, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        var client = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        refusal = _places.Take(client) switch
        {
            PlaceTaken.NotByThisClient => _tooMany,
            PlaceTaken.NotByAnybody => RequestRefusal.TablesTaken,
            _ => null,
        };
        place = refusal is null ? new Place(_places, client) : null;
        return refusal is null;
    }

    private sealed class Place(ClientPlaces places, ClientNetwork client) : IDisposable
    {
        public void Dispose() => places.GiveBack(client);
    }
}
