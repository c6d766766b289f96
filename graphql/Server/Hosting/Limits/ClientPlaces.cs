using System.Runtime.InteropServices;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Places of which one client may have few and all clients together not many.</summary>
/// <param name="waiting">How many requests may wait when all are taken; one more for each that is free, but not for their client.</param>
internal sealed class ClientPlaces(int all, int perClient, int waiting = 0)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClientNetwork, int> _perClient = [];

    // In the order in which they came.
    private readonly List<Waiter> _waiters = [];
    private int _all;

    /// <summary>Takes a place, which must be given back; false, and whether the client itself has too many, where there is none.</summary>
    public bool TryTake(ClientNetwork client, out bool hasTooMany)
    {
        lock (_gate)
        {
            hasTooMany = Of(client) >= perClient;
            if (hasTooMany || _all >= all)
            {
                return false;
            }

            Add(client);
            return true;
        }
    }

    /// <summary>
    /// Takes a place, or waits for one, behind clients that have fewer; false where too many wait. The client with the most waiting goes
    /// short first: nobody is refused for another's many requests.
    /// </summary>
    public ValueTask<bool> TakeAsync(ClientNetwork client, CancellationToken cancellationToken)
    {
        Waiter waiter;
        Waiter? refused = null;
        lock (_gate)
        {
            if (TryTake(client, out _))
            {
                return new(true);
            }

            _waiters.Add(waiter = new Waiter(client));
            if (_all + _waiters.Count > all + waiting)
            {
                _waiters.Remove(refused = Surplus());
            }
        }

        refused?.SetResult(false);
        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Gives a place back; a request that waits for it gets it.</summary>
    public void GiveBack(ClientNetwork client)
    {
        Waiter? next;
        lock (_gate)
        {
            _all--;
            if (--CollectionsMarshal.GetValueRefOrNullRef(_perClient, client) == 0)
            {
                _perClient.Remove(client);
            }

            next = _waiters.Count > 0 ? Next() : null;
            if (next is not null)
            {
                _waiters.Remove(next);
                Add(next.Client);
            }
        }

        next?.SetResult(true);
    }

    private async ValueTask<bool> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using var leaving = cancellationToken.UnsafeRegister(_ => Leave(waiter, cancellationToken), null);
        return await waiter.Task;
    }

    private void Leave(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_waiters.Remove(waiter))
            {
                return; // It has its answer.
            }
        }

        waiter.SetCanceled(cancellationToken);
    }

    private int Of(ClientNetwork client) => _perClient.GetValueOrDefault(client);

    private void Add(ClientNetwork client)
    {
        _all++;
        CollectionsMarshal.GetValueRefOrAddDefault(_perClient, client, out _)++;
    }

    // The first of those whose client has the fewest places.
    private Waiter? Next() =>
        _waiters.Where(waiter => Of(waiter.Client) < perClient).MinBy(waiter => Of(waiter.Client));

    // The newest of those whose client has the most waiting.
    private Waiter Surplus()
    {
        var counts = _waiters.CountBy(waiter => waiter.Client).ToDictionary();
        var most = counts.Values.Max();
        return _waiters.FindLast(waiter => counts[waiter.Client] == most)!;
    }

    private sealed class Waiter(ClientNetwork client) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public ClientNetwork Client => client;
    }
}
