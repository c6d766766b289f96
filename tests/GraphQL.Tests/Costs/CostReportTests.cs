using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tests.Answers;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Saved;
using IndhCoops.GraphQL.Tests.Tables;

namespace IndhCoops.GraphQL.Tests.Costs;

/// <summary>How a client learns what its request costs.</summary>
public abstract class CostReportTests(GraphFixture graph)
{
    private const string Query = "{ cooperatives { nodes { name } } }";
    private const string TooMuch = "{ cooperatives(first: 50) { nodes { grants(first: 50) { nodes { id } } } } }";

    [Fact]
    public async Task The_header_asks_for_a_report_and_kept_answers_are_not_mixed_up()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);
        foreach (var (header, hasData, hasCost) in new[]
        {
            (null, true, false), ("report", true, true), (null, true, false), ("validate", false, true),
            ("report", true, true), ("what", true, false),
        })
        {
            var (status, answer) = await AskAsync(server.Client, Query, header);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal((hasData, hasCost), (answer["data"] is not null, answer["extensions"]?["operationCost"] is not null));
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest)]
    [InlineData("application/json", HttpStatusCode.OK)]
    public async Task What_costs_too_much_is_a_bad_request_but_for_clients_of_old(string? accept, HttpStatusCode expected)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (status, answer) = await AskAsync(server.Client, TooMuch, null, accept);

        Assert.Equal(expected, status);
        Assert.Equal("HC0047", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_report_stands_beside_what_else_there_is_to_say()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);
        var hash = RequestDocuments.HashOf(Query);

        var (_, answer) = await AskAsync(server.Client, Query, "report", body: new JsonObject
        {
            ["query"] = Query,
            ["extensions"] = new JsonObject { ["persistedQuery"] = new JsonObject { ["sha256Hash"] = hash } },
        });

        Assert.Equal(["operationCost", "persistedQuery"], answer["extensions"]!.AsObject().Select(extension => extension.Key));
    }

    [Fact]
    public async Task Every_shipped_query_passes_the_default_limits()
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        foreach (var query in SavedQueries.Read(null).All)
        {
            var needed = query.Variables.Where(variable => variable.Type.EndsWith('!') && variable.Default is null).ToDictionary(
                variable => variable.Name, variable => Sample(variable.Type));
            using var request = new HttpRequestMessage(HttpMethod.Get, SavedServer.Path(query.Name, needed));
            request.Headers.Add("GraphQL-Cost", "report");
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

            Assert.True(answer["data"] is not null, $"{query.Name}: {answer}");
            Assert.InRange((double)answer["extensions"]!["operationCost"]!["fieldCost"]!, 1, 1_000);
            Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        }

        static object Sample(string type) => type switch
        {
            "String!" => "MA-KHE",
            "LocalDate!" => "2023-12-01",
            _ => new { province = new { code = new { eq = "MA-KHE" } } },
        };
    }

    [Fact]
    public async Task A_table_is_bounded_by_its_rows_and_not_by_what_they_would_cost_as_objects()
    {
        await using var server = await TableServer.StartAsync(graph.Database, ("Cost:MaxTypeCost", "10"), ("Cost:MaxFieldCost", "100"));

        using var table = await server.Client.GetAsync(
            TableServer.Path("csv", "{ cooperatives(first: 300) { nodes { name province { name } } } }"),
            TestContext.Current.CancellationToken);
        using var filtered = await server.Client.GetAsync(
            TableServer.Path(
                "csv",
                $"{{ cooperatives(where: {{ or: [{string.Concat(Enumerable.Repeat("{ foundedYear: { eq: 1 } } ", 20))}] }}) "
                    + "{ nodes { name } } }"),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, table.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, filtered.StatusCode);
        Assert.Contains(
            "HC0047", await filtered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(
        HttpClient client, string query, string? cost, string? accept = null, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(body ?? new JsonObject { ["query"] = query }),
        };
        request.Content.Headers.ContentType!.CharSet = null;
        if (cost is not null)
        {
            request.Headers.Add("GraphQL-Cost", cost);
        }

        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}

public sealed class CostReportsOnSqlite(SqliteGraph graph) : CostReportTests(graph), IClassFixture<SqliteGraph>;

public sealed class CostReportsOnPostgres(PostgresGraph graph) : CostReportTests(graph), IClassFixture<PostgresGraph>;
