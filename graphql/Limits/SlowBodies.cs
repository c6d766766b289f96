using System.Runtime.InteropServices;
using IndhCoops.GraphQL.Http;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Limits;

/// <summary>Counts the bodies that are awaited for long, so that neither one client nor all together keep many of them open.</summary>
internal sealed class SlowBodies(IOptions<RequestLimitOptions> options)
{
    private readonly int _most = options.Value.MaxSlowBodies;
    private readonly int _mostPerClient = options.Value.MaxSlowBodiesPerClient;
    private readonly Lock _gate = new();
    private readonly Dictionary<ClientNetwork, int> _perClient = [];
    private int _all;

    /// <summary>Counts one more; the reason where it is one too many.</summary>
    public RequestRefusal? Enter(ClientNetwork client)
    {
        lock (_gate)
        {
            var own = _perClient.GetValueOrDefault(client);
            if (own >= _mostPerClient)
            {
                return RequestRefusal.TooManySlowBodies;
            }

            if (_all >= _most)
            {
                return RequestRefusal.SlowBodiesTaken;
            }

            _perClient[client] = own + 1;
            _all++;
            return null;
        }
    }

    /// <summary>Counts one less.</summary>
    public void Leave(ClientNetwork client)
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
