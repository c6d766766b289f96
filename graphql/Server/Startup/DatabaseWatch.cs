using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores;
using IndhCoops.Hosting.Startup;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Ends the server when its database is no longer the one it opened: it would write into a file that nobody reaches.</summary>
internal sealed class DatabaseWatch(DatabaseProbe probe, Readiness readiness, ProcessEnd end, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WhenReady.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            if (Loss() is { } sentence)
            {
                readiness.Lose();
                end.Fail(new StartFailure(sentence, StartFailure.Cannot));
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A failed look is repeated a second later; requests report the failure meanwhile.
    private string? Loss()
    {
        try
        {
            return probe.Loss();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            return null;
        }
    }
}
