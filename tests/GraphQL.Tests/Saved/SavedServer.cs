using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tables.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Saved;

/// <summary>The graph, its tables and its saved queries on a real Kestrel over a test's database.</summary>
internal sealed class SavedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SavedServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    public static async Task<SavedServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        builder.Configuration["Explorer:Enabled"] ??= "true";
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddSingleton(services => new SchemaText(Encoding.UTF8.GetBytes(services.GetRequiredService<GraphSchema>().ToSdl())))
            .AddIndhCoopsDatabase(database).AddGraph(builder.Configuration).AddGraphHttp(builder.Configuration)
            .AddTables(builder.Configuration).AddPublishing(builder.Configuration).AddSavedQueries();
        var app = builder.Build();
        try
        {
            app.MapGraphQL();
            app.MapTables();
            app.MapSavedQueries();
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new SavedServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The path of a saved query, or of its table.</summary>
    public static string Path(string name, object? variables = null) =>
        $"/graphql/persisted/{name}{(variables is null ? "" : $"?variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables))}")}";

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Client.PostAsync(path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

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
