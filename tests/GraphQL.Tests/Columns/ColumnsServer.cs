using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Http;
using IndhCoops.GraphQL.Tests.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>A server with a copy by columns, which is there already, however few rows it has.</summary>
internal sealed class ColumnsServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CountingDatabase _database;
    private readonly GraphHandler _graph;

    private ColumnsServer(WebApplication app, CountingDatabase database, RecordedLog log)
    {
        (_app, _database, Log) = (app, database, log);
        _graph = app.Services.GetRequiredService<GraphHandler>();
        Measurements = new Measurements(app.Services.GetRequiredService<IMeterFactory>());
    }

    /// <summary>What the server measures.</summary>
    public Measurements Measurements { get; }

    /// <summary>What the server says.</summary>
    public RecordedLog Log { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Client => field ??= new HttpClient { BaseAddress = _app.Address() };

    /// <summary>How many requests the copy answered.</summary>
    public int Hits => Measurements.Count("indhcoops.columns.requests", "result=hit");

    /// <summary>The copy itself.</summary>
    public ColumnsDatabase Copy => _app.Services.GetRequiredService<ColumnCopy>().Loaded!.Database;

    /// <summary>Which state of the database the copy is in; null while it is made anew.</summary>
    public long? Version => _app.Services.GetRequiredService<ColumnCopy>().Loaded?.Version;

    /// <summary>Lets something happen before the database is next read.</summary>
    public void BeforeReading(Func<Task> happen) => _database.BeforeReading = happen;

    /// <summary>Starts one.</summary>
    /// <param name="database">The database.</param>
    /// <param name="isReady">Whether to wait until the copy is there.</param>
    /// <param name="settings">Settings of the test's own.</param>
    public static async Task<ColumnsServer> StartAsync(
        DatabaseOptions database, bool isReady = true, params (string Key, string Value)[] settings)
    {
        var log = new RecordedLog();
        GraphDatabase reads = database.Kind == DatabaseKind.Sqlite
            ? new SqliteGraphDatabase(database)
            : new PostgresGraphDatabase(database);
        var counting = new CountingDatabase(reads);
        var app = await TestServer.StartAsync(
            database,
            [("Columns:Enabled", "true"), ("Cost:EnforceCostLimits", "false"), .. settings],
            builder =>
            {
                builder.Logging.AddProvider(log);

                // Tests have few rows: they may give less memory than is of use to anybody else.
                builder.Services.AddSingleton<GraphDatabase>(counting).RemoveAll<IValidateOptions<ColumnOptions>>();
            },
            isReady: false);
        var server = new ColumnsServer(app, counting, log);
        app.Services.GetRequiredService<Readiness>().Ready();
        if (isReady)
        {
            await server.Measurements.WaitForAsync("indhcoops.columns.load.duration");
        }

        return server;
    }

    /// <summary>The bytes of an answer.</summary>
    public async Task<byte[]> AnswerAsync(string query)
    {
        using var answer = await _graph(new GraphRequest(query), TestContext.Current.CancellationToken);
        return answer.Body.ToArray();
    }

    /// <summary>The answer that a client gets.</summary>
    public async Task<string> GetAsync(string query, CancellationToken cancellationToken)
    {
        using var response = await Client.GetAsync(
            new Uri($"/graphql?query={Uri.EscapeDataString(query)}", UriKind.Relative), cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>The data of a query that must not fail.</summary>
    public async Task<JsonNode> DataAsync(string query)
    {
        var answer = JsonNode.Parse(await AnswerAsync(query))!;
        Assert.True(answer["errors"] is null, $"{query}: {answer["errors"]?.ToJsonString()}");
        return answer["data"]!;
    }

    /// <summary>Which store answered each statement of a query.</summary>
    public async Task<IReadOnlyList<string>> StoresAsync(string query)
    {
        using var answer = await _graph(
            new GraphRequest(query) { ReportsPlan = true, Reads = Restriction.Confidential }, TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(answer.Body.Span)!["extensions"]!["plan"]!["statements"]!.AsArray()
            .Select(statement => $"{statement!["path"]}: {statement["store"]}")];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Measurements.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
