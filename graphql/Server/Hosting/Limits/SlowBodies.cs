using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Transport;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Counts the bodies that are awaited for long, so that neither one client nor all together keep many of them open.</summary>
internal sealed class SlowBodies(IOptions<RequestLimitOptions> options)
{
    private readonly ClientPlaces _places = new(options.Value.MaxSlowBodies, options.Value.MaxSlowBodiesPerClient);

    /// <summary>Counts one more; the reason where it is one too many.</summary>
    public RequestRefusal? Enter(ClientNetwork client) => _places.Take(client) switch
    {
        PlaceTaken.NotByThisClient => RequestRefusal.TooManySlowBodies,
        PlaceTaken.NotByAnybody => RequestRefusal.SlowBodiesTaken,
        _ => null,
    };

    public void Leave(ClientNetwork client) => _places.GiveBack(client);
}
