using System.Diagnostics;
using IndhCoops.Databases;

namespace IndhCoops.Load;

/// <summary>The server as it is shipped, in a process of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The memory that it has now.</summary>
    public long Bytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it on a PostgreSQL and waits until its data is in place.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cooperatives">How many synthetic cooperatives there are.</param>
    /// <param name="log">What it says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="settings">Settings, without their prefix.</param>
    public static async Task<ServerProcess> StartAsync(
        string connectionString,
        int cooperatives,
        TextWriter? log,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] settings)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "IndhCoops.GraphQL.dll"), "--port", $"{port}", "--database",
                connectionString, "--demo", $"{cooperatives}",
            ])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[$"INDHCOOPS_{name}"] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => log?.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log?.WriteLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, port);
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells it to end, as an orchestrator does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end and gives its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", deadline.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, deadline.Token);
        }

        throw new InvalidOperationException($"The server ended with {_process.ExitCode} before it was ready.");
    }
}
