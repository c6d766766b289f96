using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Databases;

namespace IndhCoops.Benchmarks;

/// <summary>A server in a process of its own, until it is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string? _counter;

    private ServerProcess(Process process, int port, string? counter) => (_process, Port, _counter) = (process, port, counter);

    /// <summary>Where it listens on the loopback interface.</summary>
    public int Port { get; }

    /// <summary>The most memory that it has had so far, with the files of programs that it maps.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>What it has used so far.</summary>
    public ServerUsage Usage()
    {
        var told = _counter is null ? null : ToldAt(_counter);
        _process.Refresh();
        return new ServerUsage(_process.TotalProcessorTime, told?[0], told?[1] ?? 0, told?[2] ?? 0);
    }

    /// <summary>Starts an assembly that lies beside this one and waits until it says that it is ready.</summary>
    public static Task<ServerProcess> StartAsync(
        string assembly,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] environment)
    {
        var counter = Path.Combine(Path.GetTempPath(), $"indhcoops-{Guid.NewGuid():N}.socket");
        return StartAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments],
            counter,
            [.. environment, ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (StartupHook.SocketVariable, counter)],
            cancellationToken);
    }

    /// <summary>Starts any program, of whose allocations nothing is known, and waits until it says that it is ready.</summary>
    public static Task<ServerProcess> StartProgramAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] environment) =>
        StartAsync(program, arguments, null, environment, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_counter is not null)
        {
            File.Delete(_counter);
        }
    }

    private static async Task<ServerProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        string? counter,
        IEnumerable<(string Name, string Value)> environment,
        CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo(program, [.. arguments, "--port", $"{port}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        // The server's messages are for the person who waits; only the tables go to standard output.
        process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, port, counter);
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

    private static long[] ToldAt(string counter)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(counter));
        var told = new long[StartupHook.Figures];
        var bytes = MemoryMarshal.AsBytes(told.AsSpan());
        for (var read = 0; read < bytes.Length;)
        {
            read += socket.Receive(bytes[read..]) is var count and > 0
                ? count
                : throw new IOException("The server did not say what it used.");
        }

        return told;
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromHours(1)); // A large ledger is loaded before that.
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://localhost:{Port}/health"), deadline.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200, deadline.Token);
        }

        throw new InvalidOperationException($"The server ended with {_process.ExitCode} before it was ready.");
    }
}
