using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Hosting.Lifetime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>What a load balancer learns of a server and its database.</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_server_takes_requests_once_its_data_is_in_place(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, TestContext.Current.CancellationToken);
        await using var app = await StartAsync(database.Options);

        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(app, "/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "loading"), await AskAsync(app, "/health/ready"));

        app.Services.GetRequiredService<Readiness>().Ready();

        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(app, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(app, "/health"));
    }

    [Fact]
    public async Task A_server_without_its_PostgreSQL_lives_and_takes_no_requests()
    {
        var cluster = await PostgresCluster.StartAsync(TestContext.Current.CancellationToken);
        await using var app = await StartAsync(DatabaseOptions.PostgreSql($"{cluster.ConnectionString};Database=postgres"));
        app.Services.GetRequiredService<Readiness>().Ready();
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(app, "/health/ready"));

        await cluster.DisposeAsync();

        await AssertOutOfReachAsync(app);
    }

    [Fact]
    public async Task A_server_without_its_SQLite_file_lives_and_takes_no_requests()
    {
        await using var app = await StartAsync(DatabaseOptions.SqliteFile(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db")));
        app.Services.GetRequiredService<Readiness>().Ready();

        await AssertOutOfReachAsync(app);
    }

    private static async Task AssertOutOfReachAsync(WebApplication app)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the database cannot be reached"), await AskAsync(app, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(app, "/health/live"));
    }

    private static Task<WebApplication> StartAsync(DatabaseOptions database) =>
        TestServer.StartAsync(database, [], isReady: false);

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(WebApplication app, string path)
    {
        using var client = new HttpClient { BaseAddress = app.Address() };
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (
            response.StatusCode,
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(
                $"\n{MoroccanCalendar.Outdated}", "", StringComparison.Ordinal));
    }
}
