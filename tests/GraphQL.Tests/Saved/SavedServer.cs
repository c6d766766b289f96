using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using Microsoft.AspNetCore.Builder;

namespace IndhCoops.GraphQL.Tests.Saved;

/// <summary>The graph, its tables and its saved queries on a real Kestrel over a test's database.</summary>
internal sealed class SavedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SavedServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = app.Address() };
    }

    public HttpClient Client { get; }

    public static async Task<SavedServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(database, [("Explorer:Enabled", "true"), .. settings]));

    /// <summary>The path of a saved query, or of its table.</summary>
    public static string Path(string name, object? variables = null) =>
        $"/graphql/persisted/{name}{(variables is null ? "" : $"?variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables))}")}";

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Client.PostAsync(
            path,
            new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);

    /// <summary>The data of a saved query that must not fail.</summary>
    public async Task<JsonNode> DataAsync(string name, object? variables = null)
    {
        using var response = await GetAsync(Path(name, variables));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        var answer = JsonNode.Parse(text)!;
        Assert.True(answer["errors"] is null, text);
        return answer["data"]!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
