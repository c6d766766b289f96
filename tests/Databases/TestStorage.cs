using System.Diagnostics;

namespace IndhCoops.Databases;

/// <summary>The blob storage that this process tests with: the one that it was given, or else one of its own.</summary>
public static class TestStorage
{
    private const string Variable = "INDHCOOPS_TEST_STORAGE";
    private const string AccountsVariable = "INDHCOOPS_TEST_ACCOUNTS";

    private static readonly Lazy<Task<(string ConnectionString, string Accounts)>> Started = new(StartAsync);

    /// <summary>Reaches the storage. Other tests use it too: take a container of your own, or an account.</summary>
    public static async Task<string> ConnectionStringAsync(CancellationToken cancellationToken) =>
        (await Started.Value.WaitAsync(cancellationToken)).ConnectionString;

    /// <summary>Reaches an account of the storage that nobody has used before: a test's own.</summary>
    public static async Task<string> TakeAccountAsync(CancellationToken cancellationToken)
    {
        var (connectionString, accounts) = await Started.Value.WaitAsync(cancellationToken);
        foreach (var file in Directory.EnumerateFiles(accounts, "test*"))
        {
            try
            {
                // One test of one process can do this.
                File.Move(file, Path.Combine(accounts, $"taken-{Path.GetFileName(file)}"));
                return connectionString.Replace(AzuriteServer.Account, Path.GetFileName(file), StringComparison.Ordinal);
            }
            catch (FileNotFoundException)
            {
                // Another test was faster.
            }
        }

        throw new InvalidOperationException("All accounts of the storage are taken: start infra/local/with-azurite anew.");
    }

    private static async Task<(string ConnectionString, string Accounts)> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return (
                given,
                Environment.GetEnvironmentVariable(AccountsVariable) ?? throw new InvalidOperationException(
                    $"{Variable} is set, and {AccountsVariable} is not: infra/local/with-azurite sets both."));
        }

        // It ends, and is wiped, when this process closes the pipe, however that comes about.
        var start = new ProcessStartInfo(SourceTree.PathOf("infra", "local", "with-azurite"))
        {
            ArgumentList = { "bash", "-c", $"echo \"${Variable}\"; echo \"${AccountsVariable}\"; exec cat" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The blob storage was not started.");
        return await process.StandardOutput.ReadLineAsync() is { } connectionString
            && await process.StandardOutput.ReadLineAsync() is { } accounts
            ? (connectionString, accounts)
            : throw new InvalidOperationException("The blob storage did not start; the reason is on standard error.");
    }
}
