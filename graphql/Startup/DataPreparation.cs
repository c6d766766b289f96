using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Execution.Pools;
using IndhCoops.GraphQL.Execution.Running;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Brings the database up to date before the server takes requests.</summary>
internal sealed class DataPreparation(
    ServerOptions options,
    DatabaseMigration migration,
    ConnectionBudget connections,
    ReferenceDataLoader referenceData,
    DemoLedgerLoader demoLedger,
    GraphDatabase graph,
    Readiness readiness,
    IServer host,
    IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migration.MigrateAsync(cancellationToken);
        await connections.AskAsync(cancellationToken);
        await referenceData.LoadAsync(cancellationToken);
        await LoadDemoAsync(cancellationToken);
        await graph.CatchUpAsync(cancellationToken);
        readiness.Ready();
        lifetime.ApplicationStarted.Register(Announce);
        lifetime.ApplicationStarted.Register(ForgetStart);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Without a word about the demonstration the data stays as it is.
    private Task LoadDemoAsync(CancellationToken cancellationToken) => options switch
    {
        { Demo: { } cooperatives } => demoLedger.LoadAsync(cooperatives, new ConsoleProgress(), cancellationToken),
        { FirstDemo: { } cooperatives } => demoLedger.LoadIfNewAsync(cooperatives, new ConsoleProgress(), cancellationToken),
        _ => Task.CompletedTask,
    };

    // What a start leaves behind would stand beside the first answers until much else has come: a server that has little to do would never give it back.
    private static void ForgetStart() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private void Announce()
    {
        var server = host.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        Console.WriteLine($$"""

            IndhCoops is ready.
              Dashboard           {{server}}/
              Graph and explorer  {{server}}/graphql
              Schema              {{server}}/graphql?sdl
              Health              {{server}}/health

            A first query:
              curl -s {{server}}/graphql -H 'content-type: application/json' \
                -d '{"query":"{ cooperatives(where: { name: { contains: \"oussra\" } }) { nodes { name foundedYear province { name } grants { nodes { amount phase } } } } }"}'
            """);
    }
}
