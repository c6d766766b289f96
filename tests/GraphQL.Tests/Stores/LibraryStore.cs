using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Databases.Sqlite;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using IndhCoops.GraphQL.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// The library on a store, with rows of nulls, empties, extremes and ties. Another store is another class like the two below.
/// </summary>
public abstract class LibraryStore(DatabaseKind kind) : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private TestDatabase _database = null!;
    private GraphDatabase _reads = null!;
    private GraphExecutor _executor = null!;

    private protected abstract LibraryContext Context(DatabaseOptions database);

    private protected virtual Task PrepareAsync(LibraryContext context) => Task.CompletedTask;

    private protected abstract ValueTask<GraphDatabase> ReadsAsync(DatabaseOptions database, GraphModel model);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NameAsync(kind, CancellationToken.None);
        await using var context = Context(_database.Options);
        await context.Database.EnsureCreatedAsync();
        await PrepareAsync(context);
        context.AddRange(LibraryRows.Loans);
        context.AddRange(LibraryRows.Books);
        context.AddRange(LibraryRows.Shelves);
        context.AddRange(LibraryRows.Readers);
        await context.SaveChangesAsync();

        var paging = new PagingOptions { MaxPageSize = 1_000 };
        var costs = new CostOptions { EnforceCostLimits = false };
        var model = GraphModelBuilder.Build(context.Model, typeof(LibraryContext));
        var schema = new GraphSchema(model, new Documentation(typeof(LibraryContext).Assembly), paging);
        _reads = await ReadsAsync(_database.Options, model);
        _executor = new GraphExecutor(
            schema,
            _reads,
            Options.Create(paging),
            Options.Create(new DocumentLimits()),
            Options.Create(costs),
            Options.Create(new IntrospectionOptions { Enabled = true }),
            new GraphMetrics(_services.GetRequiredService<IMeterFactory>()),
            new NoMutations(),
            NullLoggerFactory.Instance,
            () => LibraryRows.Today);
    }

    public async ValueTask DisposeAsync()
    {
        await _reads.DisposeAsync();
        await _database.DisposeAsync();
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The data of a query that must not fail.</summary>
    public async Task<JsonNode> DataAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        Assert.True(answer["errors"] is null, $"{query} {JsonSerializer.Serialize(variables)}: {answer["errors"]?.ToJsonString()}");
        return answer["data"]!;
    }

    /// <summary>The table of a query, as comma-separated values.</summary>
    public async Task<byte[]> TableAsync(string query)
    {
        var prepared = await _executor.PrepareAsync(new GraphRequest(query), TestContext.Current.CancellationToken, countsRows: false);
        var table = TablePlan.Of(prepared.Plan!, prepared.Inputs(""), 10_000);
        using var file = new MemoryStream();
        var output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
        await new TableReader(_reads, columns: null, NullLogger<TableReader>.Instance)
            .ReadAsync(
                table,
                10_000,
                isFresh: false,
                plan => CsvTable.Format.Open(plan, new DefaultHttpContext().Request),
                _ => { },
                output,
                TestContext.Current.CancellationToken);
        await output.CompleteAsync();
        return file.ToArray();
    }

    /// <summary>The whole answer to a query.</summary>
    public async Task<JsonNode> AnswerAsync(string query, object? variables = null)
    {
        using var response = await _executor.ExecuteAsync(
            new GraphRequest(query, null, variables is null ? default : JsonSerializer.SerializeToElement(variables)),
            TestContext.Current.CancellationToken);
        return JsonNode.Parse(response.Body.Span)!;
    }
}

public class SqliteLibrary() : LibraryStore(DatabaseKind.Sqlite)
{
    private protected override LibraryContext Context(DatabaseOptions database) =>
        new SqliteLibraryContext(new DbContextOptionsBuilder<SqliteLibraryContext>().UseSqlite(database.ConnectionString).Options);

    private protected override ValueTask<GraphDatabase> ReadsAsync(DatabaseOptions database, GraphModel model) =>
        new(new SqliteGraphDatabase(database));

    private sealed class SqliteLibraryContext(DbContextOptions<SqliteLibraryContext> options) : LibraryContext(options)
    {
        private protected override IStorageFormats Formats { get; } = new SqliteFormats();

        private protected override LedgerSql Ledger { get; } = new SqliteLedgerSql();
    }
}

public sealed class ColumnsLibrary : SqliteLibrary
{
    private protected override async ValueTask<GraphDatabase> ReadsAsync(DatabaseOptions database, GraphModel model)
    {
        await using var source = new SqliteGraphDatabase(database);
        return await CopiedDatabase.OfAsync(source, model);
    }
}

public sealed class PostgresLibrary() : LibraryStore(DatabaseKind.PostgreSql)
{
    private protected override LibraryContext Context(DatabaseOptions database) =>
        new PostgresLibraryContext(new DbContextOptionsBuilder<PostgresLibraryContext>().UseNpgsql(database.ConnectionString).Options);

    private protected override ValueTask<GraphDatabase> ReadsAsync(DatabaseOptions database, GraphModel model) =>
        new(new PostgresGraphDatabase(database));

    // As the migration Search makes it.
    private protected override Task PrepareAsync(LibraryContext context) => context.Database.ExecuteSqlRawAsync(
        """
        create function search_words(value text) returns tsvector language plpgsql immutable strict cost 100 as $$
        begin
            return array_to_tsvector(array_remove(string_to_array(translate(left(value, 500), '''"()/.,', '       '), ' '), ''));
        end $$
        """);

    private sealed class PostgresLibraryContext(DbContextOptions<PostgresLibraryContext> options) : LibraryContext(options)
    {
        private protected override IStorageFormats Formats { get; } = new PostgresFormats();

        private protected override LedgerSql Ledger { get; } = new PostgresLedgerSql();
    }
}
