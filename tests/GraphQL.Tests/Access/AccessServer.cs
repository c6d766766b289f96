using System.Net.Http.Headers;
using System.Text;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Hosting.Lifetime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
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
            BaseAddress = app.Address(),
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

    public static Task<AccessServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings) =>
        StartAsync(database, _ => { }, settings);

    /// <summary>Starts it with services of a test's own in the place of others.</summary>
    public static async Task<AccessServer> StartAsync(
        DatabaseOptions database, Action<IServiceCollection> change, params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(database, [.. TestServer.Shown, .. settings], builder => change(builder.Services)));

    /// <summary>
    /// Waits until it has the keys of its authority. On a machine that is busy with other tests it may need more than one attempt.
    /// </summary>
    public async Task UntilKeysAreThereAsync()
    {
        while (_app.Services.GetRequiredService<AuthorityKeys>() is { AreThere: false })
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks, as whoever the token says.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token = null, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, TestContext.Current.CancellationToken, token, body, headers);

    /// <summary>Asks, as whoever the token says, and waits only so long.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        CancellationToken cancellationToken,
        string? token = null,
        string? body = null,
        params (string Name, string Value)[] headers)
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
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _client.SendAsync(request, TestContext.Current.CancellationToken);

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
