using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Answers;

/// <summary>The graph on a real Kestrel, keeping answers, with a count of the statements that it asks its database.</summary>
internal sealed class AnswerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CountingDatabase _database;

    private AnswerServer(WebApplication app, CountingDatabase database)
    {
        (_app, _database) = (app, database);
        Client = new HttpClient { BaseAddress = app.Address() };
    }

    public HttpClient Client { get; }

    /// <summary>How many statements were asked so far.</summary>
    public int Statements => _database.Statements.Count;

    /// <summary>How many of them counted.</summary>
    public int Counts => _database.Statements.Count(statement => statement.StartsWith("select count(*) from", StringComparison.Ordinal));

    /// <summary>
    /// Lets something happen between the coming of the next request that is not answered from what is kept, and its reading.
    /// </summary>
    public void BeforeReading(Func<Task> happen) => _database.BeforeReading = happen;

    /// <summary>Lets something happen whenever a statement has failed.</summary>
    public void AfterFailure(Action happen) => _database.AfterFailure = happen;

    public static Task<AnswerServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings) =>
        StartAsync(database, TimeProvider.System, settings);

    /// <summary>Starts it with a clock of the test's own.</summary>
    public static async Task<AnswerServer> StartAsync(
        DatabaseOptions database, TimeProvider clock, params (string Key, string Value)[] settings)
    {
        GraphDatabase reads = database.Kind == DatabaseKind.Sqlite
            ? new SqliteGraphDatabase(database)
            : new PostgresGraphDatabase(database);
        var counting = new CountingDatabase(reads);
        var app = await TestServer.StartAsync(
            database, settings, builder => builder.Services.AddSingleton<GraphDatabase>(counting).AddSingleton(clock));
        return new AnswerServer(app, counting);
    }

    /// <summary>The data of a query.</summary>
    public async Task<JsonNode> AskAsync(string query) => (await AnswerAsync(query))["data"]!;

    /// <summary>The whole answer to a query.</summary>
    public async Task<JsonNode> AnswerAsync(string query)
    {
        using var content = new StringContent(new JsonObject { ["query"] = query }.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync("/graphql", content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
