namespace IndhCoops.Databases;

/// <summary>The PostgreSQL that this process tests with: the one that it was given, or else one of its own.</summary>
internal static class PostgresServer
{
    private const string Variable = "INDHCOOPS_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Reaches the server; names no database.</summary>
    public static Task<string> ConnectionStringAsync(CancellationToken cancellationToken) => Started.Value.WaitAsync(cancellationToken);

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        // Every database of the process may be on it; it ends with the process.
        var cluster = await PostgresCluster.StartAsync(CancellationToken.None);
        return cluster.ConnectionString;
    }
}
