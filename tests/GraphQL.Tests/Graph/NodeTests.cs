using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Schema;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Relay's convention: every entity is a node with a global id, by which clients look it up and filter.</summary>
public abstract class NodeTests(GraphFixture graph)
{
    private const string Khemisset = "UHJvdmluY2U6TUEtS0hF";

    private readonly GraphExecutor _executor = graph.NewExecutor(new CostOptions { EnforceCostLimits = false }, schema: graph.RelaySchema);

    [Fact]
    public async Task Every_entity_is_found_again_by_its_id()
    {
        var ids = new List<string>();

        // Nobody imported a file here, and who wrote what is not for everybody.
        foreach (var entity in (await EntitiesAsync()).Where(entity => entity.Restriction == Restriction.None))
        {
            var field = GraphNames.Field(entity.SetName);
            var rows = (await DataAsync($"{{ {field}(first: 2) {{ nodes {{ id __typename }} }} }}"))[field]!["nodes"]!.AsArray();
            Assert.NotEmpty(rows);
            foreach (var row in rows)
            {
                Assert.True(
                    JsonNode.DeepEquals(
                        row,
                        (await DataAsync("query($id: ID!) { node(id: $id) { id __typename } }", new { id = (string)row!["id"]! }))["node"]),
                    row.ToJsonString());
                ids.Add((string)row["id"]!);
            }
        }

        var nodes = (await DataAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids }))["nodes"]!.AsArray();
        Assert.Equal(ids, nodes.Select(node => (string)node!["id"]!));
    }

    [Fact]
    public async Task Ids_are_written_as_HotChocolate_writes_them()
    {
        await using var context = graph.Context();
        var grant = await context.Grants.OrderBy(grant => grant.Id).Select(grant => grant.Id).FirstAsync(
            TestContext.Current.CancellationToken);
        var data = await DataAsync("""
            { province(code: "MA-KHE") { id code region { id } } phasePeriod(phase: III) { id } strikes { nodes { id number } }
                balances(first: 1) { nodes { id province { id } } } grants(first: 1, order: [{ id: ASC }]) { nodes { id } } }
            """);

        Assert.Equal(Khemisset, (string?)data["province"]!["id"]);
        Assert.Equal(Id("Province:MA-KHE"), (string?)data["province"]!["id"]);
        Assert.Equal("MA-KHE", (string?)data["province"]!["code"]);
        Assert.Equal(Id("Region:MA-04"), (string?)data["province"]!["region"]!["id"]);
        Assert.Equal(Id("PhasePeriod:III"), (string?)data["phasePeriod"]!["id"]);
        Assert.Equal(Id("Strike:1"), (string?)data["strikes"]!["nodes"]![0]!["id"]);
        Assert.StartsWith(
            "Balance:",
            Encoding.UTF8.GetString(Convert.FromBase64String((string)data["balances"]!["nodes"]![0]!["id"]!)),
            StringComparison.Ordinal);
        Assert.Equal(Id("Grant:"u8, grant), (string?)data["grants"]!["nodes"]![0]!["id"]);
    }

    [Fact]
    public async Task Ids_are_read_in_the_former_format_and_without_padding()
    {
        await using var context = graph.Context();
        var grant = await context.Grants.Select(grant => grant.Id).FirstAsync(TestContext.Current.CancellationToken);
        string[] ids =
        [
            Id("Province\ndMA-KHE"), Id("Province:MA-KHE").TrimEnd('='), Id("Strike\ni1"), Id("Grant\ng" + grant.ToString("N")),
        ];
        var data = await DataAsync(
            "query($ids: [ID!]!, $grant: ID!) { nodes(ids: $ids) { __typename ... on Province { code } } grant(id: $grant) { id } }",
            new { ids, grant = Id("Grant:"u8, grant).TrimEnd('=') });

        Assert.Equal(["Province", "Province", "Strike", "Grant"], data["nodes"]!.AsArray().Select(node => (string?)node!["__typename"]));
        Assert.Equal("MA-KHE", (string?)data["nodes"]![0]!["code"]);
        Assert.Equal(Id("Grant:"u8, grant), (string?)data["grant"]!["id"]);
    }

    [Fact]
    public async Task Nodes_stand_in_the_order_of_their_ids_whatever_they_are_and_each_entity_is_read_once()
    {
        var cooperatives =
            (await DataAsync(
                "{ cooperatives(first: 2, where: { grants: { any: true } }) { nodes { "
                    + "id name grants { nodes { id } } } } }"))["cooperatives"]!["nodes"]!;
        var (first, second) = ((string)cooperatives[0]!["id"]!, (string)cooperatives[1]!["id"]!);
        string[] ids = [second, Khemisset, Id("Province:MA-XXX"), first, Id("Cooperative:"u8, Guid.Empty), second];
        var (executor, database) = graph.Counting(graph.RelaySchema);
        const string Query = """
            query($ids: [ID!]!) { all: nodes(ids: $ids) { __typename id ...place ... on Cooperative { name grants { nodes { id } } }
                ... on Node { same: id } } }
            fragment place on Province { name region { name } }
            """;
        var nodes = (await GraphFixture.AnswerAsync(executor, Query, new { ids }))["data"]!["all"]!.AsArray();

        Assert.Equal(new[] { second, Khemisset, null, first, null, second }, nodes.Select(node => (string?)node?["id"]));
        Assert.Equal("Khémisset", (string?)nodes[1]!["name"]);
        Assert.Equal(["__typename", "id", "name", "region", "same"], nodes[1]!.AsObject().Select(field => field.Key));
        Assert.Equal((string?)cooperatives[0]!["name"], (string?)nodes[3]!["name"]);
        Assert.True(JsonNode.DeepEquals(cooperatives[1]!["grants"], nodes[0]!["grants"]));
        Assert.True(JsonNode.DeepEquals(nodes[0], nodes[5]));

        // Provinces, cooperatives, and the grants of all of these.
        Assert.Equal(3, database.Statements.Count);
    }

    [Fact]
    public async Task A_plan_of_one_entity_serves_no_other()
    {
        const string Query = "query($id: ID!) { node(id: $id) { __typename ... on Province { code } ... on Strike { number } } }";
        foreach (var (id, fields) in new[]
        {
            (Khemisset, "__typename,code"),
            (Id("Strike:1"), "__typename,number"),
            (Id("Region:MA-04"), "__typename"),
            (Khemisset, "__typename,code"),
        })
        {
            Assert.Equal(fields, string.Join(',', (await DataAsync(Query, new { id }))["node"]!.AsObject().Select(field => field.Key)));
        }

        Assert.Null((await DataAsync(Query, new { id = Id("Strike:77") }))["node"]);
        Assert.Empty((await DataAsync("{ nodes(ids: []) { id } }"))["nodes"]!.AsArray());
    }

    public static TheoryData<string> NoIds =>
    [
        "", "=", "not an id", "5", Id("Province"), Id(":MA-KHE"), Id("Province:"), Id("Grant:MA-KHE"), Id("Grant:0123456789abcde"),
        Id("Strike:one"), new string('A', 2_000),
    ];

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task What_is_no_id_is_refused_in_HotChocolates_words(string id)
    {
        foreach (var query in new[]
        {
            "query($id: ID!) { node(id: $id) { id } }",
            "query($id: ID!) { nodes(ids: [\"" + Khemisset + "\", $id]) { id } }",
        })
        {
            var answer = await AnswerAsync(query, new { id });
            var error = Assert.Single(answer["errors"]!.AsArray())!;
            Assert.Equal("The node ID string has an invalid format.", (string?)error["message"]);
            Assert.Equal(id.Length > 256 ? id[..256] + "…" : id, (string?)error["extensions"]!["originalValue"]);
            Assert.Single(error["path"]!.AsArray());

            // `node` may be null; `nodes` must not, so that nothing is left.
            Assert.Equal(
                query.Contains("nodes", StringComparison.Ordinal) ? "null" : """{"node":null}""", answer["data"]?.ToJsonString() ?? "null");
        }

        var refused = await ErrorAsync("query($id: ID!) { grant(id: $id) { id } }", new { id });
        Assert.Contains("node", (string?)refused["message"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_id_of_what_there_is_not_leaves_its_place_empty()
    {
        var answer = await AnswerAsync(
            "query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }",
            new { ids = new[] { Id("Widget:1"), Khemisset }, id = Id("Widget:1") });

        Assert.Equal([null, Khemisset], answer["data"]!["nodes"]!.AsArray().Select(node => (string?)node?["id"]));
        Assert.Null(answer["data"]!["node"]);
        Assert.Equal(
            ["There is no node resolver registered for type `Widget`."],
            answer["errors"]!.AsArray().Select(error => (string)error!["message"]!).Distinct());
        Assert.Equal(["""["nodes"]""", """["node"]"""], answer["errors"]!.AsArray().Select(error => error!["path"]!.ToJsonString()));
    }

    [Fact]
    public async Task More_nodes_than_are_allowed_are_refused()
    {
        var answer = await AnswerAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat(Khemisset, 51) });

        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal("HC0076", (string?)error["extensions"]!["code"]);
        Assert.Equal(
            "The maximum number of nodes that can be fetched at once is 50. "
                + "This selection tried to fetch 51 nodes that exceeded the maximum allowed amount.",
            (string?)error["message"]);
        Assert.Null(answer["data"]);
        Assert.Equal(
            50,
            (await DataAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat(Khemisset, 50) }))["nodes"]!
                .AsArray().Count);
    }

    [Fact]
    public async Task Filters_take_ids()
    {
        var all = (await DataAsync("{ cooperatives(first: 4) { totalCount nodes { id province { id } } } }"))["cooperatives"]!;
        var ids = all["nodes"]!.AsArray().Select(node => (string)node!["id"]!).ToArray();
        var total = (int)all["totalCount"]!;

        Assert.Equal(1, await CountAsync("{ id: { eq: $a } }"));
        Assert.Equal(total - 1, await CountAsync("{ id: { neq: $a } }"));
        Assert.Equal(4, await CountAsync("{ id: { in: $ids } }"));
        Assert.Equal(2, await CountAsync("{ id: { in: [$a, $b] } }"));
        Assert.Equal(total - 4, await CountAsync("{ id: { nin: $ids } }"));
        Assert.Equal(0, await CountAsync("{ id: { in: [] } }"));
        Assert.Equal(1, await CountAsync("{ or: [{ id: { eq: $a } }, { id: { in: [null] } }] }"));
        Assert.Equal(
            (int)(await DataAsync(
                "{ cooperatives(where: { province: { code: { eq: \"MA-KHE\" } } }) { totalCount } }"))["cooperatives"]!["totalCount"]!,
            await CountAsync($$"""{ province: { id: { eq: "{{Khemisset}}" } } }"""));

        async Task<int> CountAsync(string where) => (int)(await DataAsync(
            "query($a: ID, $b: ID, $ids: [ID!]) { used: cooperatives(first: 0, where: { or: [{ id: { in: $ids } }, { id: { "
                + $"eq: $a }} }}, {{ id: {{ eq: $b }} }}] }}) {{ totalCount }} cooperatives(first: 1, where: {where}) {{ totalCount }} }}",
            new { a = ids[0], b = ids[1], ids }))["cooperatives"]!["totalCount"]!;
    }

    [Theory]
    [InlineData("query($id: ID!) { grant(id: $id) { amount } }")]
    [InlineData("query($id: ID!) { grants(where: { id: { eq: $id } }) { nodes { amount } } }")]
    [InlineData("query($id: ID!) { grants(where: { id: { nin: [$id] } }) { nodes { amount } } }")]
    [InlineData("query($id: ID!) { grants(where: { cooperative: { grants: { some: { id: { neq: $id } } } } }) { totalCount } }")]
    [InlineData("query($id: ID!) { grants(where: { id: { eq: $id } }) { groups { key { phase } count } } }")]
    public async Task An_id_of_another_entity_is_refused(string query)
    {
        foreach (var asked in new[]
        {
            query,
            query.Replace("query($id: ID!)", "", StringComparison.Ordinal).Replace("$id", $"\"{Khemisset}\"", StringComparison.Ordinal),
        })
        {
            var error = await ErrorAsync(asked, asked == query ? new { id = Khemisset } : null);
            Assert.Equal("The node id type name `Province` does not match the expected type name `Grant`.", (string?)error["message"]);
            Assert.StartsWith("grant", (string?)error["path"]![0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rows_sort_page_and_group_by_ids()
    {
        var all = (await DataAsync("{ provinces(first: 50, order: [{ id: DESC }]) { nodes { code } } }"))["provinces"]!["nodes"]!.AsArray()
            .Select(node => (string)node!["code"]!)
            .ToList();
        Assert.Equal(all.OrderDescending(StringComparer.Ordinal), all);

        var first =
            (await DataAsync(
                "{ provinces(first: 2, order: [{ id: DESC }]) { pageInfo { endCursor } } }"))["provinces"]!["pageInfo"]!["endCursor"]!;
        Assert.Equal(
            all[2],
            (string?)(await DataAsync(
                "query($after: String) { provinces(first: 1, after: $after, order: [{ id: DESC }]) { nodes { code } } }",
                new { after = (string)first! }))["provinces"]!["nodes"]![0]!["code"]);

        var groups =
            (await DataAsync(
                "{ cooperatives { groups(first: 3) { key { province { id code } } "
                    + "countDistinct { id } count } } }"))["cooperatives"]!["groups"]!
                .AsArray();
        Assert.Equal(3, groups.Count);
        Assert.All(groups, group =>
        {
            Assert.Equal(Id($"Province:{(string)group!["key"]!["province"]!["code"]!}"), (string?)group["key"]!["province"]!["id"]);
            Assert.Equal((int)group["count"]!, (int)group["countDistinct"]!["id"]!);
        });
    }

    [Fact]
    public async Task An_id_is_sorted_and_grouped_as_the_key_that_it_holds()
    {
        Assert.Equal(
            await SqlAsync(
                "{ cooperatives(order: [{ province: { code: ASC } }]) { nodes { name province { code } } "
                    + "groups { key { province { code } } count } } provinces(order: [{ code: ASC }]) { nodes { name } } }"),
            await SqlAsync(
                """{ cooperatives(order: [{ province: { id: ASC } }]) { nodes { name province { id } } groups { key { province { """
                    + """id } } count } } provinces(order: [{ id: ASC }]) { nodes { name } } }"""));

        async Task<IEnumerable<string>> SqlAsync(string query)
        {
            var (executor, database) = graph.Counting(graph.RelaySchema);
            Assert.Null((await GraphFixture.AnswerAsync(executor, query))["errors"]);
            return database.Statements.Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Fragments_on_the_interface_say_nothing_of_other_entities()
    {
        var data = await DataAsync(
            "{ province(code: \"MA-KHE\") { ...node } } fragment node on Node { __typename id ... on Cooperative { foundedYear } "
                + "... on Province { code } }");

        Assert.Equal($$"""{"__typename":"Province","id":"{{Khemisset}}","code":"MA-KHE"}""", data["province"]!.ToJsonString());
    }

    [Fact]
    public async Task A_node_costs_what_is_selected_of_its_entity()
    {
        var costs = graph.NewExecutor(schema: graph.RelaySchema);
        const string Query =
            "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Province { cooperatives(first: 5) { nodes { name } } } "
                + "... on Strike { number } } }";

        Assert.Equal((10, 1 + 2), await CostAsync(Id("Strike:1"), Id("Strike:2")));
        Assert.Equal((10 + 11, 1 + 1 + 1 + 5), await CostAsync(Khemisset));
        Assert.Equal((10 + (2 * 11), 1 + 1 + (2 * (1 + 1 + 5))), await CostAsync(Khemisset, Id("Strike:1"), Khemisset));

        async Task<(double Field, double Type)> CostAsync(params string[] ids)
        {
            var cost = (await GraphFixture.AnswerAsync(costs, Query, new { ids }, CostReporting.Report))["extensions"]!["operationCost"]!;
            return ((double)cost["fieldCost"]!, (double)cost["typeCost"]!);
        }
    }

    private static string Id(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Id(ReadOnlySpan<byte> prefix, Guid key) => Convert.ToBase64String([.. prefix, .. key.ToByteArray()]);

    private async Task<IReadOnlyList<EntityDescription>> EntitiesAsync()
    {
        await using var context = graph.Context();
        return OfficeGraph.Model(context.Model, new RelayOptions { Enabled = true }).Entities;
    }

    private Task<JsonNode> AnswerAsync(string query, object? variables = null) => GraphFixture.AnswerAsync(_executor, query, variables);

    private async Task<JsonNode> DataAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        Assert.True(answer["errors"] is null, $"{query}: {answer["errors"]?.ToJsonString()}");
        return answer["data"]!;
    }

    private async Task<JsonNode> ErrorAsync(string query, object? variables = null) =>
        Assert.Single((await AnswerAsync(query, variables))["errors"]!.AsArray())!;
}

public sealed class NodesOnSqlite(SqliteGraph graph) : NodeTests(graph), IClassFixture<SqliteGraph>
{
    private readonly SqliteGraph _graph = graph;

    [Fact]
    public async Task The_schema_differs_from_the_usual_one_by_what_a_reviewer_approved() =>
        await Snapshot.MatchesAsync("relay.diff", SchemaDifference.Of(_graph.Schema.ToSdl(), _graph.RelaySchema.ToSdl()));
}

public sealed class NodesOnPostgres(PostgresGraph graph) : NodeTests(graph), IClassFixture<PostgresGraph>;
