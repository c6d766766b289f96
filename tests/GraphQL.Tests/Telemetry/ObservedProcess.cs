using System.Diagnostics;
using System.Net;
using System.Text;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>The real server as a process of its own, with all that it writes.</summary>
internal sealed class ObservedProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private ObservedProcess(Process process, int port)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience.Limit };
    }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>What it has written so far.</summary>
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

    /// <summary>How it ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it on a database and waits until it is ready, or has ended.</summary>
    public static Task<ObservedProcess> StartAsync(
        TestDatabase database, string? connectionString = null, params IEnumerable<KeyValuePair<string, string?>> environment) =>
        StartAsync(database, connectionString, null, environment);

    /// <summary>Starts it where it may hold so many files and connections open.</summary>
    public static Task<ObservedProcess> StartWithFilesAsync(
        TestDatabase database, int files, params IEnumerable<KeyValuePair<string, string?>> environment) =>
        StartAsync(database, null, files, environment);

    private static async Task<ObservedProcess> StartAsync(
        TestDatabase database, string? connectionString, int? files, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var port = FreePort.Find();
        (string Option, string Value) where = database.Options.Kind == DatabaseKind.PostgreSql
            ? ("--database", connectionString ?? database.Options.ConnectionString)
            : ("--data", database.Folder!);
        var start = new ProcessStartInfo("bash")
        {
            ArgumentList =
                {
                    "-c",
                    $"{(files is null ? "" : $"ulimit -n {files} && ")}exec dotnet \"$@\"",
                    "bash",
                    Path.Combine(AppContext.BaseDirectory, "IndhCoops.GraphQL.dll"),
                    "--port",
                    $"{port}",
                    where.Option,
                    where.Value,
                },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ObservedProcess(new Process { StartInfo = start }, port);
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>Asks a query; the answer's body.</summary>
    public async Task<string> AskAsync(string json, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as a signal does, and waits until it has sent and written all that it has to.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            () => $"the server has not ended:\n{Output}", TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until it has ended by itself; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            () => $"the server has not ended:\n{Output}", TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Limit
            && !_process.HasExited; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            try
            {
                using var answer = await Client.GetAsync("/health", TestContext.Current.CancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        Assert.True(_process.HasExited, $"The server did not become ready:\n{Output}");
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
