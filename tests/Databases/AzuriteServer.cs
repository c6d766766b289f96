using System.Diagnostics;

namespace IndhCoops.Databases;

/// <summary>
/// A blob storage emulator of a test's own, which it may stop in the middle of things and start again with the same blobs
/// at the same address. It goes with this process however this process ends.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // The program takes the shell's place; what stays behind of the shell ends it when this process closes the pipe.
    private const string WhilePipeIsOpen = """exec 3<&0; (cat <&3 >/dev/null; kill -TERM $$) >/dev/null 2>&1 & exec "$0" "$@" </dev/null""";

    /// <summary>The account that every emulator has.</summary>
    internal const string Account = "devstoreaccount1";

    // The key that every emulator has; it is no secret.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder;
    private readonly int _port;
    private Process? _process;

    private AzuriteServer(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Reaches the storage, while it runs.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_port}/{Account};";

    /// <summary>Starts an emulator that keeps its blobs in a folder.</summary>
    public static async Task<AzuriteServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        using (var install = Process.Start(SourceTree.PathOf("infra", "local", "install"), ["npm", "azurite"]))
        {
            await install.WaitForExitAsync(cancellationToken);
        }

        var server = new AzuriteServer(folder, FreePort.Find());
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList = { "-c", WhilePipeIsOpen, SourceTree.PathOf("infra", "local", "azurite", "serve"), $"{_port}", _folder },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("Azurite was not started.");
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("successfully listens", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException("Azurite did not start; the reason is on standard error.");
    }

    /// <summary>
    /// Stops it: it takes no new connections and breaks off requests that do not end within seconds. What it acknowledged
    /// stays, as with real storage; an emulator that is killed would forget its last seconds.
    /// </summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();
}
