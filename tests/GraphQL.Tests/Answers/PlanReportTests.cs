using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Answers;

/// <summary>How a developer sees what a request asks of the database.</summary>
public abstract class PlanReportTests(GraphFixture graph)
{
    private const string Query = """
        { regions(first: 3) { totalCount nodes { name provinces(first: 2) { nodes { name } } } }
            grants { groups(first: 2) { key { phase } count } } }
        """;

    [Fact]
    public async Task The_report_shows_each_statement_with_its_field_and_rows()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database, ("PlanReport:Enabled", "true"));
        var plain = await AskAsync(server.Client, header: null);

        var reported = await AskAsync(server.Client, "1");

        var plan = reported["extensions"]!["plan"]!;
        var statements = plan["statements"]!.AsArray();
        Assert.Equal(
            ["grants.groups", "regions", "regions", "regions.provinces"],
            statements.Select(statement => (string)statement!["path"]!).Order());
        Assert.All(statements, statement => Assert.Contains("select", (string)statement!["sql"]!, StringComparison.OrdinalIgnoreCase));
        Assert.All(statements, statement => Assert.InRange((int)statement!["rows"]!, 1, 10));
        Assert.Equal("regions.provinces", (string)statements[^1]!["path"]!);
        Assert.Equal(
            """
            connection regions: regions
              order code
              read code, name
              count
              connection provinces: provinces
                for each region
                order code
                read code, name
            connection grants: grants
              groups groups: grants from columns
                by phase
                read count(*)
                order phase

            """,
            (string)plan["steps"]!);
        Assert.StartsWith(
            "flowchart TD\n  s0[\"connection regions: regions<br/>order code<br/>", (string)plan["mermaid"]!, StringComparison.Ordinal);
        Assert.Contains("s0 --> s1", (string)plan["mermaid"]!, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(plain["data"], reported["data"]));
        Assert.Null(plain["extensions"]);
    }

    [Fact]
    public async Task An_answer_that_is_kept_neither_shows_a_report_nor_hides_one()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database, ("PlanReport:Enabled", "true"));
        foreach (var header in new[] { "1", null, null, "1", null })
        {
            var answer = await AskAsync(server.Client, header);

            Assert.Equal(header is not null, answer["extensions"]?["plan"] is not null);
        }
    }

    [Fact]
    public async Task Outside_of_development_the_header_is_not_heard()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        Assert.Null((await AskAsync(server.Client, "1"))["extensions"]);
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new JsonObject { ["query"] = Query }),
        };
        request.Headers.Add("GraphQL-Plan", header is null ? [] : [header]);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}

public sealed class PlanReportsOnSqlite(SqliteGraph graph) : PlanReportTests(graph), IClassFixture<SqliteGraph>;

public sealed class PlanReportsOnPostgres(PostgresGraph graph) : PlanReportTests(graph), IClassFixture<PostgresGraph>;
