namespace IndhCoops.Functions.Hosting.Timers;

/// <summary>Fires the timers of all functions, each on its own, until the program ends.</summary>
internal sealed class FunctionTimers(
    FunctionCatalog catalog, FunctionRunner runner, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    private DateTimeOffset _started;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _started = time.GetUtcNow();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var logger = loggers.CreateLogger<FunctionTimer>();
        return Task.WhenAll(catalog.Functions.Select(function =>
            new FunctionTimer(function, runner, time, logger).RunAsync(_started, stoppingToken)));
    }
}
