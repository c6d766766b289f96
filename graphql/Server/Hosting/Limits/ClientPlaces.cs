using System.Runtime.InteropServices;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>What came of taking a place.</summary>
internal enum PlaceTaken
{
    /// <summary>It is taken, and must be given back.</summary>
    Yes,

    /// <summary>The client has as many as it may.</summary>
    NotByThisClient,

    /// <summary>All clients together have as many as there are.</summary>
    NotByAnybody,
}

/// <summary>Places of which one client may have few and all clients together not many. Nobody waits for one.</summary>
/// <param name="all">How many there are.</param>
/// <param name="perClient">How many one client may have.</param>
internal sealed class ClientPlaces(int all, int perClient)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClientNetwork, int> _perClient = [];
    private int _all;

    public PlaceTaken Take(ClientNetwork client)
    {
        lock (_gate)
        {
            var own = _perClient.GetValueOrDefault(client);
            if (own >= perClient)
            {
                return PlaceTaken.NotByThisClient;
            }

            if (_all >= all)
            {
                return PlaceTaken.NotByAnybody;
            }

            _perClient[client] = own + 1;
            _all++;
            return PlaceTaken.Yes;
        }
    }

    public void GiveBack(ClientNetwork client)
    {
        lock (_gate)
        {
            _all--;
            if (--CollectionsMarshal.GetValueRefOrNullRef(_perClient, client) == 0)
            {
                _perClient.Remove(client);
            }
        }
    }
}
