using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores;
using IndhCoops.Hosting.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Upgrades and loads the database, while the server already answers that it is loading. A failure ends the process.</summary>
internal sealed partial class DataPreparation(
    ServerOptions options,
    DatabaseMigration migration,
    LedgerCheck ledger,
    ServerStore store,
    ReferenceDataLoader referenceData,
    DemoLedgerLoader demoLedger,
    GraphDatabase graph,
    DatabaseProbe probe,
    Readiness readiness,
    ProcessEnd end,
    IServer host,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<DataPreparation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // A port that is taken ends the start before anything is written.
            await StartedAsync(stoppingToken);
            await PrepareAsync(stoppingToken);
            IsReady(logger, host.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "");

            // The garbage of the start is collected now: a server with little to do would never collect it.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            end.Fail(StartFailure.Of(exception, options.Database), exception);
        }
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var progress = new LoadingReport(readiness, Console.IsOutputRedirected ? null : Console.Out, clock, logger);
        progress.Begin("integrity");
        await probe.CheckAsync(cancellationToken);
        progress.Begin("schema");
        if (await migration.MigrateAsync(cancellationToken))
        {
            await ledger.WarnAsync(cancellationToken);
        }

        await store.AskLimitsAsync(cancellationToken);
        progress.Begin("reference data");
        await referenceData.LoadAsync(cancellationToken);
        await LoadDemoAsync(progress, cancellationToken);
        progress.Begin("read replica");
        await graph.CatchUpAsync(cancellationToken);
        await probe.SettleAsync(cancellationToken);
        readiness.Ready();
    }

    // Without an option for the demonstration the data stays as it is.
    private Task LoadDemoAsync(LoadingReport progress, CancellationToken cancellationToken) => options switch
    {
        { Demo: { } cooperatives } => demoLedger.LoadAsync(cooperatives, progress, cancellationToken),
        { FirstDemo: { } cooperatives } => demoLedger.LoadIfNewAsync(cooperatives, progress, cancellationToken),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(Level = LogLevel.Information, Message =
        "IndhCoops is ready: the dashboard at {Server}/, the graph and its explorer at {Server}/graphql, the health at {Server}/health")]
    private static partial void IsReady(ILogger logger, string server);
}
