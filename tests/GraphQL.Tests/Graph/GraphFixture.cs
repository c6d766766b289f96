using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Mutations;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tests.Importing;
using IndhCoops.GraphQL.Tests.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>The graph over a real database with the shipped facts and a small demo ledger.</summary>
public abstract class GraphFixture(DatabaseKind kind) : IAsyncLifetime
{
    private const int DemoCooperatives = 400;

    private static readonly CostOptions Unlimited = new() { EnforceCostLimits = false };

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private TestDatabase _database = null!;
    private GraphDatabase _reads = null!;

    /// <summary>The executor under test; what requests may cost is a test of its own.</summary>
    internal GraphExecutor Executor { get; private set; } = null!;

    /// <summary>The graph under test.</summary>
    internal GraphModel Model => MadeGraph.Of(Database).Model;

    /// <summary>The schema under test.</summary>
    internal GraphSchema Schema => MadeGraph.Of(Database).Schema;

    /// <summary>The schema by Relay's convention.</summary>
    internal GraphSchema RelaySchema => MadeGraph.Of(Database, isRelay: true).Schema;

    /// <summary>Which database it is.</summary>
    public DatabaseKind Kind => kind;

    /// <summary>An executor on the same database that keeps the statements it asks.</summary>
    internal (GraphExecutor Executor, CountingDatabase Database) Counting(GraphSchema? schema = null)
    {
        var counting = new CountingDatabase(_reads);
        return (NewExecutor(Unlimited, database: counting, schema: schema), counting);
    }

    /// <summary>An executor on the same database with limits of its own; those that are left out are the defaults.</summary>
    internal GraphExecutor NewExecutor(
        CostOptions? costs = null,
        DocumentLimits? limits = null,
        IntrospectionOptions? introspection = null,
        GraphDatabase? database = null,
        GraphSchema? schema = null) => new(
        schema ?? Schema,
        database ?? _reads,
        Options.Create(new PagingOptions()),
        Options.Create(limits ?? new DocumentLimits()),
        Options.Create(costs ?? new CostOptions()),
        Options.Create(introspection ?? new IntrospectionOptions { Enabled = true }),
        new GraphMetrics(Meters),
        new MutationHandler(new MutationServices(
            new MovementRecorder(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System),
            new CooperativeEntry(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System),
            new ProjectEntry(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System),
            FileImports.Of(_database.Contexts),
            TimeProvider.System)),
        NullLoggerFactory.Instance,
        TimeProvider.System.CurrentDay);

    /// <summary>Makes the instruments of what is under test.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>How to reach the database.</summary>
    public DatabaseOptions Database => _database.Options;

    /// <summary>Contexts on the same database, to compare answers with.</summary>
    public IndhCoopsContext Context() => _database.Contexts.CreateDbContext();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind, "graph", LoadAsync, CancellationToken.None);
        _reads = await ReadsAsync(
            kind == DatabaseKind.Sqlite ? new SqliteGraphDatabase(_database.Options) : new PostgresGraphDatabase(_database.Options));
        Executor = NewExecutor(Unlimited);
    }

    public async ValueTask DisposeAsync()
    {
        await _reads.DisposeAsync();
        await _database.DisposeAsync();
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What reads the database in the tests.</summary>
    private protected virtual ValueTask<GraphDatabase> ReadsAsync(GraphDatabase database) => new(database);

    private static async Task LoadAsync(TestDatabase database)
    {
        await new ReferenceDataLoader(database.Contexts, TimeProvider.System).LoadAsync(CancellationToken.None);
        await new DemoLedgerLoader(database.Contexts, TimeProvider.System).LoadAsync(DemoCooperatives, null, CancellationToken.None);
        await new BalanceStriker(database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, CancellationToken.None);
        await using var context = database.Contexts.CreateDbContext();
        var strike = await context.Strikes.SingleAsync();
        foreach (var month in new[] { 5, 6 })
        {
            var report = new Report(new DateOnly(2024, month, 1), 1, strike, DataSource.Synthetic);
            report.Add(ReportFormat.Html, $"2024-{month:00}/1/report.html", 1234, new string('a', 64), new string('c', 32), null);
            report.Add(ReportFormat.Csv, $"2024-{month:00}/1/balances.csv", 5_000_000_000, new string('b', 64), new string('d', 32), 75);
            context.Add(report);
        }

        await context.SaveChangesAsync();
    }

    /// <summary>The whole response to a query.</summary>
    public Task<JsonNode> AnswerAsync(string query, object? variables = null) => AnswerAsync(Executor, query, variables);

    /// <summary>The whole response of an executor to a query.</summary>
    internal static async Task<JsonNode> AnswerAsync(
        GraphExecutor executor, string query, object? variables = null, CostReporting cost = CostReporting.None)
    {
        var response = await executor.ExecuteAsync(
            new GraphRequest(query, null, variables is null ? default : JsonSerializer.SerializeToElement(variables)) { Cost = cost },
            TestContext.Current.CancellationToken);
        return JsonNode.Parse(response.Body.Span)!;
    }

    /// <summary>The data of a query that must not fail.</summary>
    public async Task<JsonNode> DataAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        Assert.True(answer["errors"] is null, answer["errors"]?.ToJsonString());
        return answer["data"]!;
    }

    /// <summary>The table of a query, of the database itself.</summary>
    internal async Task<byte[]> TableAsync(string query, TableFormat format)
    {
        const int MaxRows = 100_000;
        var prepared = await Executor.PrepareAsync(new GraphRequest(query), TestContext.Current.CancellationToken, countsRows: false);
        var table = TablePlan.Of(prepared.Plan!, prepared.Inputs(""), MaxRows);
        using var file = new MemoryStream();
        var output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
        await new TableReader(_reads, columns: null, NullLogger<TableReader>.Instance).ReadAsync(
            table,
            MaxRows,
            isFresh: false,
            plan => format.Open(plan, new DefaultHttpContext().Request),
            _ => { },
            output,
            TestContext.Current.CancellationToken);
        await output.CompleteAsync();
        return file.ToArray();
    }

    /// <summary>The only error of a query.</summary>
    public async Task<JsonNode> ErrorAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        return Assert.Single(answer["errors"]!.AsArray())!;
    }
}

public sealed class SqliteGraph() : GraphFixture(DatabaseKind.Sqlite);

public sealed class PostgresGraph() : GraphFixture(DatabaseKind.PostgreSql);

/// <summary>The graph over the copy by columns.</summary>
public sealed class ColumnsGraph() : GraphFixture(DatabaseKind.Sqlite)
{
    private protected override async ValueTask<GraphDatabase> ReadsAsync(GraphDatabase database)
    {
        await using (database)
        {
            return await CopiedDatabase.OfAsync(database, Model);
        }
    }
}
