using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Publishing;

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>Plays the Functions host against the packaged program: starts what host.json names, on a machine without .NET.</summary>
internal sealed class PackagedApp : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly StringBuilder _output = new();

    private PackagedApp(string root, PublishingScene scene)
    {
        var host = JsonElement.Parse(File.ReadAllText(Path.Combine(root, "host.json")));
        var program = host.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        var port = FreePort.Find();
        var start = new ProcessStartInfo(Path.Combine(root, program)) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["DOTNET_ROOT"] = "/nowhere";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = "b2f1";
        start.Environment["FUNCTIONS_HTTPWORKER_PORT"] = $"{port}";
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = root;

        // What the Bicep template gives it.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["INDHCOOPS_Database__ConnectionString"] = scene.Database.Options.ConnectionString;
        start.Environment["INDHCOOPS_Storage__ConnectionString"] = scene.Storage.ConnectionString;
        start.Environment["INDHCOOPS_Reports__Months"] = "2";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience.Span };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1037.0.0"));
        _client.DefaultRequestHeaders.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
    }

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

    /// <summary>Starts it and waits, as the host does, until there is any answer.</summary>
    public static async Task<PackagedApp> StartAsync(FunctionsPackage package, PublishingScene scene)
    {
        var app = new PackagedApp(package.Root, scene);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Span);
        while (true)
        {
            try
            {
                using var answer = await app._client.GetAsync("/", patience.Token);
                return app;
            }
            catch (HttpRequestException) when (!app._process.HasExited)
            {
                await Task.Delay(25, patience.Token);
            }
        }
    }

    /// <summary>Invokes a function as the host does when its timer fires.</summary>
    public Task<HttpResponseMessage> InvokeAsync(string function, string body = TimerBody.Usual, CancellationToken? hangUp = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Azure-Functions-InvocationId", $"{Guid.NewGuid()}");
        return _client.SendAsync(request, hangUp ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as the platform does, and gives its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync("the program has not ended");
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
