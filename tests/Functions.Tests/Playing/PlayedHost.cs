using System.Net.Http.Headers;
using System.Text;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>Plays the Functions host against an app with one function, over real HTTP.</summary>
internal sealed class PlayedHost : IAsyncDisposable
{
    public const string InvocationId = "7c2b8f1e-5f0d-4f5e-9d33-0a4b1c2d3e4f";

    private readonly AppFolder _folder = new();
    private readonly FunctionsApp _app;

    private PlayedHost(Script script, string portVariable, string database, IEnumerable<KeyValuePair<string, string?>> more)
    {
        var settings = _folder.With(Scripted.Name).Settings;
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        Port = FreePort.Find();
        settings[portVariable] = $"{Port}";
        settings["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = "b2f1";
        _app = FunctionsApp.Build(
            ["--database", database],
            services => services.AddSingleton(script).AddFunction<Scripted>(Scripted.Name).AddLogging(logging => logging.AddProvider(Log)),
            settings);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = Patience.Span };
        Client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1037.0.0"));
        Client.DefaultRequestHeaders.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
    }

    public int Port { get; }

    public HttpClient Client { get; }

    public RecordedLog Log { get; } = new();

    /// <summary>Starts an app whose function does what a script says. Its database, unless one is given, is nowhere.</summary>
    public static async Task<PlayedHost> StartAsync(
        Script script, string portVariable = "FUNCTIONS_CUSTOMHANDLER_PORT", string database = "Host=127.0.0.1;Port=1;Password=secret", params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var host = new PlayedHost(script, portVariable, database, settings);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Invokes a function as the host does.</summary>
    public Task<HttpResponseMessage> InvokeAsync(string body, string function = Scripted.Name, CancellationToken? cancellationToken = null, string? traceParent = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Azure-Functions-InvocationId", InvocationId);
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        return Client.SendAsync(request, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the app, as a signal does.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
