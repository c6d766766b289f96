using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Publishing;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>Starts the packaged worker on a scene, with the settings that the Bicep template gives it.</summary>
internal static class WorkerScene
{
    private const string Database = "INDHCOOPS_Database__ConnectionString";
    private const string Storage = "INDHCOOPS_Storage__ConnectionString";
    private const string Months = "INDHCOOPS_Reports__Months";

    /// <summary>Starts it; what is given last counts, and null takes a setting away.</summary>
    public static Task<PlayedHost> StartWorkerAsync(
        this PublishingScene scene,
        FunctionsPackage package,
        params IEnumerable<KeyValuePair<string, string?>> environment) => PlayedHost.StartAsync(
        package,
        [new(Database, scene.Database.Options.ConnectionString), new(Storage, scene.Storage), new(Months, "2"), .. environment]);

    /// <summary>A scene on PostgreSQL, which is what a worker has in Azure.</summary>
    public static Task<PublishingScene> SetAsync() => PublishingScene.SetAsync(DatabaseKind.PostgreSql);
}
