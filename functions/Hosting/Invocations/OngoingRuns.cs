namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>
/// The runs that go on. At the end of the worker they are cancelled, and the end waits for them to give up: the worker itself would cut
/// them off in the middle of a statement. What has not given up after <see cref="HostOptions.ShutdownTimeout"/> is cut off all the same.
/// </summary>
internal sealed class OngoingRuns(IHostApplicationLifetime lifetime) : IHostedService
{
    private readonly Lock _lock = new();
    private readonly List<Task> _runs = [];

    /// <summary>Does a run; its token is cancelled when the host cancels the invocation or the worker ends.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken invocation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(invocation, lifetime.ApplicationStopping);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _runs.Add(ended.Task);
        }

        try
        {
            return await work(stop.Token);
        }
        finally
        {
            lock (_lock)
            {
                _runs.Remove(ended.Task);
            }

            ended.SetResult();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.WhenAll(_runs).WaitAsync(cancellationToken);
        }
    }
}
