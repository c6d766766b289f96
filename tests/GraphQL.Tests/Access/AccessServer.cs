using System.Net.Http.Headers;
using System.Text;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Answers;
using IndhCoops.GraphQL.Catalogue;
using IndhCoops.GraphQL.Dashboard;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.EntryPage;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Importing;
using IndhCoops.GraphQL.Reports;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Startup;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tables.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>The whole server, put together as it is shipped, on a free port over a test's database.</summary>
internal sealed class AccessServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private AccessServer(WebApplication app)
    {
        _app = app;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>All that it answers.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>What runs in it beside the answering of requests.</summary>
    public IEnumerable<IHostedService> HostedServices => _app.Services.GetServices<IHostedService>();

    /// <summary>Whether it takes requests.</summary>
    public Readiness Readiness => _app.Services.GetRequiredService<Readiness>();

    public static Task<AccessServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings) => StartAsync(database, _ => { }, settings);

    /// <summary>Starts it with services of a test's own in the place of others.</summary>
    public static async Task<AccessServer> StartAsync(DatabaseOptions database, Action<IServiceCollection> change, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        builder.Configuration["Explorer:Enabled"] ??= "true";
        builder.Configuration["Introspection:Enabled"] ??= "true";
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging().AddRouting()
            .AddIndhCoopsDatabase(database)
            .AddLedger(builder.Configuration)
            .AddGraph(builder.Configuration)
            .AddTransport(builder.Configuration)
            .AddAccess(builder.Configuration)
            .AddSingleton(services => new SchemaText(Encoding.UTF8.GetBytes(services.GetRequiredService<GraphSchema>().ToSdl())))
            .AddAnswers(builder.Configuration)
            .AddGraphHttp(builder.Configuration)
            .AddTables(builder.Configuration)
            .AddPublishing(builder.Configuration)
            .AddSavedQueries()
            .AddCatalogue()
            .AddDashboard(builder.Configuration)
            .AddEntryPage(builder.Configuration)
            .AddReportFiles(builder.Configuration)
            .AddIntake()
            .AddHealth();
        change(builder.Services);
        var app = builder.Build();
        try
        {
            app.UseTransport("/health");
            app.MapHealth("/health");
            app.MapGraphQL();
            app.UseLoading();
            app.UseAccess();
            app.UsePlaces();
            app.MapTables();
            app.MapSavedQueries();
            app.MapCatalogue();
            app.MapReportFiles();
            app.MapImporting();
            app.MapDashboard();
            app.MapEntryPage();
            await app.StartAsync(TestContext.Current.CancellationToken);
            app.Services.GetRequiredService<Readiness>().Ready();
            return new AccessServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it has the keys of its authority. On a machine that is busy with other tests it may need more than one attempt.</summary>
    public async Task UntilKeysAreThereAsync()
    {
        while (_app.Services.GetRequiredService<AuthorityKeys>() is { AreThere: false })
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks, as whoever the token says.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, TestContext.Current.CancellationToken, token, body, headers);

    /// <summary>Asks, as whoever the token says, and waits only so long.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, CancellationToken cancellationToken, string? token = null, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a request that a test has put together.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Gets, as whoever the token says.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, null, headers);

    /// <summary>Gets the headers of an answer, and nothing of its body yet.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
