using System.Threading.Channels;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Tests.Playing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Functions.Tests.Timers;

/// <summary>An app that fires its own timer, at a time that a test moves. Each run waits for the test to end it.</summary>
internal sealed class TimedApp : IAsyncDisposable
{
    private readonly Channel<TimedRun> _runs = Channel.CreateUnbounded<TimedRun>();
    private readonly AppFolder _folder = new();
    private readonly FunctionsApp _app;

    private TimedApp(TimedFunction function, string now)
    {
        Time = new WatchedTime(DateTimeOffset.Parse(now, null));
        _app = FunctionsApp.Build(
            ["--data", _folder.Root],
            services => services
                .AddSingleton<TimeProvider>(Time)
                .AddSingleton<Script>(RunAsync)
                .AddFunction(typeof(Scripted), function)
                .AddLogging(logging => logging.AddProvider(Log)),
            AppFolder.Settings);
    }

    public WatchedTime Time { get; }

    public RecordedLog Log { get; } = new();

    public static async Task<TimedApp> StartAsync(TimedFunction function, string now)
    {
        var app = new TimedApp(function, now);
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>Moves the time, once the app waits for it.</summary>
    public async Task AdvanceAsync(TimeSpan span)
    {
        await Time.Awaited.WithPatienceAsync("nothing waits for the time to pass", TestContext.Current.CancellationToken);
        Time.Advance(span);
    }

    /// <summary>Waits for the next run to begin.</summary>
    public Task<TimedRun> NextRunAsync() =>
        _runs.Reader.ReadAsync().AsTask().WithPatienceAsync("the function does not run", TestContext.Current.CancellationToken);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var run = new TimedRun(Time.GetUtcNow(), request, log, cancellationToken);
        await _runs.Writer.WriteAsync(run, cancellationToken);
        return await run.Outcome.WaitAsync(cancellationToken);
    }
}
