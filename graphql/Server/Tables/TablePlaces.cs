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
        var isTaken = _places.TryTake(client, out var hasTooMany);
        place = isTaken ? new Place(_places, client) : null;
        refusal = isTaken ? null : hasTooMany ? _tooMany : RequestRefusal.TablesTaken;
        return isTaken;
    }

    private sealed class Place(ClientPlaces places, ClientNetwork client) : IDisposable
    {
        public void Dispose() => places.GiveBack(client);
    }
}
