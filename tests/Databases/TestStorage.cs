using System.Diagnostics;
using Azure.Storage.Blobs;

namespace IndhCoops.Databases;

/// <summary>The blob storage that this process tests with: the one that it was given, or else one of its own.</summary>
public static class TestStorage
{
    private const string Variable = "INDHCOOPS_TEST_STORAGE";

    // As many as infra/local/with-azurite makes.
    private const int Accounts = 1000;

    private static int _taken;

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Reaches the storage. Other tests use it too: take a container of your own, or an account.</summary>
    public static Task<string> ConnectionStringAsync(CancellationToken cancellationToken) => Started.Value.WaitAsync(cancellationToken);

    /// <summary>Reaches an account of the storage that nobody has used before: a test's own.</summary>
    public static async Task<string> TakeAccountAsync(CancellationToken cancellationToken)
    {
        var storage = await ConnectionStringAsync(cancellationToken);
        while (Interlocked.Increment(ref _taken) is var number && number <= Accounts)
        {
            // Other processes may test with the same storage: an account belongs to whoever makes this container in it.
            var account = storage.Replace(AzuriteServer.Account, $"test{number}", StringComparison.Ordinal);
            if (await new BlobContainerClient(account, "taken").CreateIfNotExistsAsync(cancellationToken: cancellationToken) is not null)
            {
                return account;
            }
        }

        throw new InvalidOperationException($"All {Accounts} accounts of the storage are taken: start infra/local/with-azurite anew.");
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        // It ends, and is wiped, when this process closes the pipe, however that comes about.
        var start = new ProcessStartInfo(SourceTree.PathOf("infra", "local", "with-azurite"))
        {
            ArgumentList = { "bash", "-c", "echo \"$INDHCOOPS_TEST_STORAGE\"; exec cat" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The blob storage was not started.");
        return await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The blob storage did not start; the reason is on standard error.");
    }
}
