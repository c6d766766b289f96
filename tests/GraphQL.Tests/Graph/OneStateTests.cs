using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Tests.Answers;
using IndhCoops.GraphQL.Tests.Saved;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Whatever happens to one field, the others of its request are of one state of the data.</summary>
public abstract class OneStateTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string AddOneToEach = """
        insert into regions (code, code_search, name, name_search, name_arabic, name_arabic_search, hcp_code, hcp_code_search,
            population2014, population, data_source, source, source_search)
        values ('MA-99', 'ma-99', 'N', 'n', 'N', 'n', '99', '99', 1, 1, 'OFFICIAL', 's', 's');
        insert into provinces (code, code_search, kind, name, name_search, name_arabic, name_arabic_search, hcp_code, hcp_code_search,
            population, region_code, data_source, source, source_search)
        values ('MA-XXX', 'ma-xxx', 'PROVINCE', 'N', 'n', 'N', 'n', '999', '999', 1, 'MA-99', 'OFFICIAL', 's', 's')
        """;

    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected DatabaseOptions Database => _database.Options;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind, Cancelled);
        await new ReferenceDataLoader(_database.Contexts, TimeProvider.System).LoadAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_field_that_fails_leaves_those_before_and_after_it_of_one_state()
    {
        await BreakValueChainsAsync("XX000");
        await using var server = await AnswerServer.StartAsync(Database, ("Cost:EnforceCostLimits", "false"));
        var failures = 0;
        server.AfterFailure(() =>
        {
            if (failures++ == 0)
            {
                Execute(AddOneToEach);
            }
        });

        var answer = await server.AnswerAsync(
            "{ regions(first: 50) { totalCount nodes { name provinces { totalCount } } } valueChains { nodes { code } } "
                + "phasePeriods { totalCount } provinces { totalCount } }");

        Assert.Equal(1, failures);
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal("Unexpected Execution Error", (string)error["message"]!);
        Assert.Equal(["valueChains"], error["path"]!.AsArray().Select(name => (string)name!));
        var data = answer["data"]!;
        Assert.Null(data["valueChains"]);
        Assert.NotNull(data["phasePeriods"]);
        var regions = (int)data["regions"]!["totalCount"]!;
        Assert.Equal(regions - 12, (int)data["provinces"]!["totalCount"]! - 75);
        Assert.Equal(regions, data["regions"]!["nodes"]!.AsArray().Count);
        Assert.Equal(
            (int)data["provinces"]!["totalCount"]!,
            data["regions"]!["nodes"]!.AsArray().Sum(region => (int)region!["provinces"]!["totalCount"]!));
    }

    /// <summary>Makes every reading of value chains fail.</summary>
    protected async Task BreakValueChainsAsync(string sqlState)
    {
        await using var context = _database.Contexts.CreateDbContext();
        string[] statements = kind == DatabaseKind.Sqlite
            ?
            [
                "alter table value_chains rename to value_chains_sound",
                "create view value_chains as select * from value_chains_sound where json_extract(code || '[', '$') is null",
            ]
            :
            [
                "alter table value_chains rename to value_chains_sound",
                "create function fail(text) returns boolean language plpgsql as $$ begin raise exception 'secret' using errcode = "
                    + $"'{sqlState}'; end $$",
                "create view value_chains as select * from value_chains_sound where fail(code)",
            ];
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(statement, Cancelled);
        }
    }

    private void Execute(string sql)
    {
        using var context = _database.Contexts.CreateDbContext();
        context.Database.ExecuteSqlRaw(sql);
    }
}

public sealed class OneStateOnSqlite() : OneStateTests(DatabaseKind.Sqlite);

public sealed class OneStateOnPostgres() : OneStateTests(DatabaseKind.PostgreSql)
{
    [Theory]
    [InlineData(PostgresErrorCodes.InternalError)]
    [InlineData(PostgresErrorCodes.ProgramLimitExceeded)]
    [InlineData(PostgresErrorCodes.ObjectNotInPrerequisiteState)]
    [InlineData(PostgresErrorCodes.InsufficientPrivilege)]
    public async Task An_error_that_will_come_again_is_not_told_as_an_outage(string sqlState)
    {
        await BreakValueChainsAsync(sqlState);
        await using var server = await SavedServer.StartAsync(Database);

        foreach (var query in new[] { "{ valueChains { nodes { code } } }", "{ valueChains { nodes { code } } regions { totalCount } }" })
        {
            using var response = await server.GetAsync($"/graphql?query={Uri.EscapeDataString(query)}");

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal("Unexpected Execution Error", (string)Assert.Single(answer["errors"]!.AsArray())!["message"]!);
            Assert.Equal(query.Contains("regions", StringComparison.Ordinal) ? 12 : null, (int?)answer["data"]!["regions"]?["totalCount"]);
        }

        using var table = await server.GetAsync("/graphql/table.csv?query={valueChains{nodes{code}}}");
        Assert.Equal(HttpStatusCode.InternalServerError, table.StatusCode);
    }
}
