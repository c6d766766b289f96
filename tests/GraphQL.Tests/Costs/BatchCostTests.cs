using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Costs;

/// <summary>What the requests of a batch may cost together, on every kind of database.</summary>
public abstract class BatchCostTests(GraphFixture graph)
{
    private const string Query = "{ regions(first: 2) { totalCount nodes { code } } }";

    private static readonly double MaxFieldCost = new CostOptions().MaxFieldCost;

    private static readonly JsonObject Request = new() { ["query"] = Query };

    [Fact]
    public async Task A_batch_may_cost_what_one_request_may_and_is_refused_as_a_whole_beyond()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, ("GraphHttp:Batching", "true"));
        using var validated = await server.SendAsync(
            HttpMethod.Post, "/graphql", null, Request.ToJsonString(), ("GraphQL-Cost", "validate"));
        var cost = (double)JsonNode.Parse(await HttpAssertions.TextAsync(validated))!["extensions"]!["operationCost"]!["fieldCost"]!;
        var most = (int)(MaxFieldCost / cost);
        Assert.InRange(most, 2, 200);

        // Twice: a kept answer costs as much as one that is read.
        for (var i = 0; i < 2; i++)
        {
            var results = JsonNode.Parse(await HttpAssertions.TextAsync(await PostAsync(server, most)))!.AsArray();
            Assert.Equal(Enumerable.Range(0, most), results.Select(result => (int)result!["requestIndex"]!));
            Assert.All(results, result => Assert.Equal(12, (int)result!["data"]!["regions"]!["totalCount"]!));

            using var refused = await PostAsync(server, most + 1);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var error = JsonNode.Parse(await HttpAssertions.TextAsync(refused))!["errors"]![0]!;
            Assert.Equal(
                ("HC0047", "The maximum allowed field cost was exceeded."),
                ((string?)error["extensions"]!["code"], (string?)error["message"]));
            Assert.Equal(
                (cost * (most + 1), MaxFieldCost),
                ((double)error["extensions"]!["fieldCost"]!, (double)error["extensions"]!["maxFieldCost"]!));
        }
    }

    [Fact]
    public async Task Each_result_tells_its_own_cost_and_a_request_that_is_wrong_costs_nothing()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, ("GraphHttp:Batching", "true"));
        var batch = new JsonArray(Request.DeepClone(), new JsonObject { ["query"] = "{ nothing }" }, Request.DeepClone());

        using var response = await server.SendAsync(
            HttpMethod.Post, "/graphql", null, batch.ToJsonString(), ("GraphQL-Cost", "report"), ("Accept", "application/jsonl"));

        var results = (await HttpAssertions.TextAsync(response)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal([0, 1, 2], results.Select(result => (int)result["requestIndex"]!));
        Assert.Equal([true, false, true], results.Select(result => result["extensions"]?["operationCost"] is not null));
        Assert.Equal("The field `nothing` does not exist on the type `Query`.", (string?)results[1]["errors"]![0]!["message"]);
    }

    private static Task<HttpResponseMessage> PostAsync(AccessServer server, int requests) => server.SendAsync(
        HttpMethod.Post,
        "/graphql",
        null,
        new JsonArray([.. Enumerable.Range(0, requests).Select(_ => Request.DeepClone())]).ToJsonString(),
        ("Accept", "application/json"));
}

public sealed class BatchCostsOnSqlite(SqliteGraph graph) : BatchCostTests(graph), IClassFixture<SqliteGraph>;

public sealed class BatchCostsOnPostgres(PostgresGraph graph) : BatchCostTests(graph), IClassFixture<PostgresGraph>;
