namespace IndhCoops.GraphQL.Hosting;

/// <summary>Runs work once for all callers that ask for it at the same time, and cancels it when the last of them has given up.</summary>
internal sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    /// <summary>The result of the work that is under way for the key, or of new work.</summary>
    public async ValueTask<TResult> JoinAsync(
        TKey key, Func<CancellationToken, ValueTask<TResult>> work, CancellationToken cancellationToken)
    {
        Flight flight;
        lock (_gate)
        {
            if (!_flights.TryGetValue(key, out flight!))
            {
                _flights.Add(key, flight = new Flight());
                flight.Result = Task.Run(() => RunAsync(key, flight, work), CancellationToken.None);
            }

            flight.Waiting++;
        }

        try
        {
            return await flight.Result.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private async Task<TResult> RunAsync(TKey key, Flight flight, Func<CancellationToken, ValueTask<TResult>> work)
    {
        try
        {
            return await work(flight.Cancellation.Token);
        }
        finally
        {
            Remove(key, flight);
        }
    }

    private void Leave(TKey key, Flight flight)
    {
        lock (_gate)
        {
            if (--flight.Waiting > 0)
            {
                return;
            }

            Remove(key, flight);
        }

        // Nobody can join any more. What is done already is not touched by it.
        flight.Cancellation.Cancel();
    }

    // Only this one: another may have its key by now.
    private void Remove(TKey key, Flight flight)
    {
        lock (_gate)
        {
            ((ICollection<KeyValuePair<TKey, Flight>>)_flights).Remove(new(key, flight));
        }
    }

    private sealed class Flight
    {
        public CancellationTokenSource Cancellation { get; } = new();

        public Task<TResult> Result { get; set; } = null!;

        public int Waiting { get; set; }
    }
}
