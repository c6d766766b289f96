using System.Text;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Hosting.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>A real Kestrel on a free port of this machine, with a graph that answers as a test wishes.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    public const string Schema = "\"\"\"\nThe root.\n\"\"\"\ntype Query {\n  name: String\n}\n\n\"A place.\"\nscalar Place\n";

    private readonly WebApplication _app;

    private HttpServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address() };
    }

    public HttpClient Client { get; }

    public required RecordedLog Log { get; init; }

    /// <summary>The body that a graph which takes everything answers with.</summary>
    public static byte[] Data { get; } = Encoding.UTF8.GetBytes("""{"data":{"__typename":"Query"}}""");

    public static Task<HttpServer> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync((_, _) => ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, Data)), settings);

    public static Task<HttpServer> StartAsync(GraphOutcome outcome) =>
        StartAsync((_, _) => ValueTask.FromResult(outcome == GraphOutcome.Executed
            ? new GraphResponse(outcome, Data)
            : GraphResponse.FromErrors(outcome, new GraphError("No."))));

    public static async Task<HttpServer> StartAsync(GraphHandler handler, params (string Key, string Value)[] settings)
    {
        var log = new RecordedLog();
        var nowhere = DatabaseOptions.SqliteFile(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}", "none.db"));
        var app = await TestServer.StartAsync(nowhere, [.. TestServer.Shown, .. settings], builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log).AddFilter<RecordedLog>("Microsoft.AspNetCore", LogLevel.Debug);
            builder.Services
                .AddSingleton(handler)
                .AddSingleton<CostHandler>((_, _) => default)
                .AddSingleton(new SchemaText(Schema));
        }, app => app.MapGet("/broken", string () => throw new InvalidOperationException("Host=secret")));
        return new HttpServer(app) { Log = log };
    }

    /// <summary>Posts a body to the graph.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, string? accept = null, string? contentType = "application/json") =>
        PostAsync(Encoding.UTF8.GetBytes(body), accept, contentType);

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? accept = null, string? contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return SendAsync(request, accept);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? accept = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), accept);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? accept = null)
    {
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
