using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores.Columns;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Makes the copy by columns once the server is ready; the database answers meanwhile.</summary>
internal sealed class ColumnsLoading(Lazy<ColumnsRefresh> refresh, Readiness readiness) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WhenReady.WaitAsync(stoppingToken);
        await Task.Run(() => refresh.Value.RunAsync(stoppingToken), stoppingToken);
    }
}
