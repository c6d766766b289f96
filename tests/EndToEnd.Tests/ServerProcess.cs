using System.Diagnostics;
using System.Net;
using System.Text;
using IndhCoops.Databases;

[assembly: AssemblyFixture(typeof(IndhCoops.EndToEnd.Tests.ServerProcess))]

namespace IndhCoops.EndToEnd.Tests;

/// <summary>The server as it is shipped, a process of its own with data of its own, started once for all tests.</summary>
public class ServerProcess : IAsyncLifetime
{
    /// <summary>Names a server that runs already, to be tested instead.</summary>
    public const string RunningServer = "GRAPHQL_URL";

    private readonly StringBuilder _output = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("indhcoops-");
    private Process? _process;

    /// <summary>How many synthetic cooperatives it has.</summary>
    protected virtual int Demo => 0;

    /// <summary>Settings that it starts with, besides those that all tests need.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>The folder of its data.</summary>
    public string Data => _data.FullName;

    /// <summary>Where the graph is.</summary>
    public Uri Graph { get; private set; } = null!;

    /// <summary>What the server has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public virtual async ValueTask InitializeAsync()
    {
        if (Settings.Count == 0 && Environment.GetEnvironmentVariable(RunningServer) is { Length: > 0 } running)
        {
            Graph = new Uri(running);
            return;
        }

        var port = FreePort.Find();
        Graph = new Uri($"http://127.0.0.1:{port}/graphql");
        _process = Start(port);
        await WaitUntilReadyAsync(new Uri(Graph, "/health"));
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private Process Start(int port)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "IndhCoops.GraphQL.dll"),
                "--port", $"{port}", "--data", _data.FullName, "--demo", $"{Demo}",
            },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["INDHCOOPS_Explorer__Enabled"] = "true";
        start.Environment["INDHCOOPS_Introspection__Enabled"] = "true";
        start.Environment["INDHCOOPS_Dashboard__FrameAncestors"] = "http://localhost:* https://www.example.ma";
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilReadyAsync(Uri health)
    {
        using var client = new HttpClient { Timeout = Patience.Limit };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Limit && _process is { HasExited: false }; await Task.Delay(100))
        {
            try
            {
                if ((await client.GetAsync(health)).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"The server did not become ready:\n{Output}");
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
