namespace IndhCoops.Databases;

/// <summary>The PostgreSQL that this process tests with: the one that it was given, or else one of its own.</summary>
public static class PostgresServer
{
    private const string Variable = "INDHCOOPS_TEST_POSTGRES";

    // The cluster itself is held, not only its address: collected as garbage, it would close its standard input and end in mid-test.
    private static readonly Lazy<Task<PostgresCluster>> Started = new(() => PostgresCluster.StartAsync(CancellationToken.None));

    /// <summary>Reaches the server; names no database.</summary>
    public static async Task<string> ConnectionStringAsync(CancellationToken cancellationToken) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : (await Started.Value.WaitAsync(cancellationToken)).ConnectionString;
}
