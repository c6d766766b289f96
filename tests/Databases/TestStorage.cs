namespace IndhCoops.Databases;

/// <summary>The blob storage that this process tests with: the one that it was given, or else one of its own.</summary>
public static class TestStorage
{
    private const string Variable = "INDHCOOPS_TEST_STORAGE";

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Reaches the storage. Other tests use it too: take a container of your own.</summary>
    public static Task<string> ConnectionStringAsync(CancellationToken cancellationToken) => Started.Value.WaitAsync(cancellationToken);

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        // It ends with the process.
        var folder = Directory.CreateTempSubdirectory("indhcoops-blobs-");
        var server = await AzuriteServer.StartAsync(folder.FullName, CancellationToken.None);
        return server.ConnectionString;
    }
}
