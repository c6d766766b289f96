using System.Runtime.InteropServices;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Places of which one client may have few and all clients together not many. Nobody waits for one.</summary>
internal sealed class ClientPlaces(int all, int perClient)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClientNetwork, int> _perClient = [];
    private int _all;

    /// <summary>Takes a place, which must be given back; false, and whether the client itself has too many, where there is none.</summary>
    public bool TryTake(ClientNetwork client, out bool hasTooMany)
    {
        lock (_gate)
        {
            var own = _perClient.GetValueOrDefault(client);
            hasTooMany = own >= perClient;
            if (hasTooMany || _all >= all)
            {
                return false;
            }

            _perClient[client] = own + 1;
            _all++;
            return true;
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
