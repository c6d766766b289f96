using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Costs;

/// <summary>What requests cost, by HotChocolate's arithmetic, and that those which cost too much do not run.</summary>
public abstract class CostTests(GraphFixture graph)
{
    public static TheoryData<string, double, double> Costs { get; } = new()
    {
        // A collection 10, its list and its objects 1 each; of the answer: the query, the connection, ten rows.
        { "{ cooperatives { nodes { name } } }", 11, 12 },
        { "{ cooperatives(first: 50) { nodes { name } } }", 11, 52 },
        { "{ cooperatives(first: 5, last: 20) { nodes { name } } }", 11, 22 },
        { "{ cooperatives(first: 50) { edges { node { name province { name } } } } }", 111, 152 },

        // A count is a statement, totals are one, a row by its key is one.
        { "{ cooperatives { totalCount } }", 20, 2 },
        { "{ grants { aggregate { count sum { amount } } } }", 12, 3 },
        { "{ region(code: \"MA-04\") { name } }", 10, 2 },

        // The argument 10, each object on the way 1, each condition 10, those on texts 20, each sort key 10.
        { "{ cooperatives(where: { foundedYear: { gte: 2000, lt: 2010 } }) { nodes { name } } }", 42, 12 },
        { "{ cooperatives(where: { province: { name: { contains: \"a\" } } }) { nodes { name } } }", 43, 12 },
        { "{ cooperatives(where: { or: [{ foundedYear: { eq: 1 } }, { foundedYear: { eq: 2 } }] }) { nodes { name } } }", 44, 12 },
        { "{ cooperatives(order: [{ name: ASC }, { province: { name: DESC } }]) { nodes { name } } }", 42, 12 },

        // A list that is aggregated for each row costs 20 besides.
        { "{ cooperatives(order: [{ grants: { aggregate: { sum: { amount: DESC } } } }]) { nodes { name } } }", 53, 12 },
        {
            "{ cooperatives(where: { grants: { aggregate: { where: { phase: { eq: II } }, count: { gt: 1 } } } }) { nodes { name } } }",
            65,
            12
        },

        // What is below a list costs once for each row.
        { "{ cooperatives(first: 50) { nodes { name grants(first: 10) { nodes { amount } } } } }", 561, 602 },

        // Totals of each row of a list are one statement's lines: all provinces fit into the default limits.
        { "{ provinces(first: 75) { nodes { name population balances { aggregate { sum { disbursed } } } } } }", 911, 227 },

        // A thousand groups cost as a hundred rows.
        { "{ balances { groups(first: 1000) { key { province { name } programme { code } } sum { disbursed } } } }", 20, 102 },
        { "{ grants { groups { key { phase } count } } }", 20, 7 },
        {
            "{ a: regions { nodes { name } } ...F } fragment F on Query { a: regions { nodes { code } } "
                + "b: regions @skip(if: true) { nodes { code } } }",
            11,
            12
        },
        { "{ a: regions { nodes { name } } b: regions { nodes { name } } }", 22, 23 },
        { "{ __typename __schema { queryType { name } } }", 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public async Task A_request_costs_what_HotChocolate_would_charge(string query, double fields, double types)
    {
        var answer = await GraphFixture.AnswerAsync(graph.NewExecutor(), query, cost: CostReporting.Report);

        Assert.NotNull(answer["data"]);
        AssertCost(answer, fields, types);
    }

    [Theory]
    [InlineData(
        "CooperativeFilterInput",
        """{"province":{"name":{"contains":"a"}},"or":[{"foundedYear":{"eq":1}},{"foundedYear":{"in":[2,3]}}]}""",
        """{ province: { name: { contains: "a" } }, or: [{ foundedYear: { eq: 1 } }, { foundedYear: { in: [2, 3] } }] }""")]
    [InlineData("CooperativeFilterInput", "null", "null")]
    public async Task A_filter_costs_the_same_as_a_variable_as_in_the_document(string type, string variable, string literal)
    {
        const string rest = "{ nodes { name } } }";
        var executor = graph.NewExecutor();

        var inline = await GraphFixture.AnswerAsync(executor, $"{{ cooperatives(where: {literal}) {rest}", cost: CostReporting.Validate);
        var given = await GraphFixture.AnswerAsync(
            executor,
            $"query($where: {type}) {{ cooperatives(where: $where) {rest}",
            new { where = JsonNode.Parse(variable) },
            CostReporting.Validate);

        Assert.Equal(inline.ToJsonString(), given.ToJsonString());
    }

    [Fact]
    public async Task The_size_of_a_page_counts_as_the_request_gives_it()
    {
        const string query = "query($first: Int, $last: Int) { cooperatives(first: $first, last: $last) { nodes { name } } }";
        var executor = graph.NewExecutor();
        foreach (var (variables, types) in new (object, double)[]
        {
            (new { first = 3 }, 5),
            (new { first = 40 }, 42),
            (new { }, 12),
            (new { first = (int?)null, last = 7 }, 9),
            (new { first = 0 }, 2),
        })
        {
            AssertCost(await GraphFixture.AnswerAsync(executor, query, variables, CostReporting.Report), 11, types);
        }
    }

    [Fact]
    public async Task A_page_that_is_too_long_is_refused_for_that()
    {
        var answer = await GraphFixture.AnswerAsync(graph.NewExecutor(), "{ cooperatives(first: 2000000000) { nodes { name } } }");

        Assert.Equal("HC0051", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task What_costs_too_much_is_refused_and_says_what_it_costs_and_may_cost()
    {
        var executor = graph.NewExecutor();

        var fields = await GraphFixture.AnswerAsync(
            executor, "{ cooperatives(first: 50) { nodes { grants { totalCount nodes { id } } } } }");
        var types = await GraphFixture.AnswerAsync(
            executor, "{ cooperatives(first: 50) { nodes { grants(first: 20) { nodes { id } } } } }");

        AssertRefused(
            fields,
            "The maximum allowed field cost was exceeded.",
            ("fieldCost", 1061),
            ("maxFieldCost", 1000),
            ("costliestField", "cooperatives.nodes.grants"),
            ("costliestFieldCost", 500));
        AssertRefused(
            types,
            "The maximum allowed type cost was exceeded.",
            ("typeCost", 1102),
            ("maxTypeCost", 1000),
            ("costliestField", "cooperatives.nodes.grants.nodes"),
            ("costliestFieldCost", 1000));
    }

    [Fact]
    public async Task A_plan_that_is_kept_does_not_let_the_next_request_in()
    {
        const string query = "query($first: Int) { cooperatives(first: 50) { nodes { grants(first: $first) { nodes { id } } } } }";
        var executor = graph.NewExecutor();

        Assert.NotNull((await GraphFixture.AnswerAsync(executor, query, new { first = 2 }))["data"]);
        var refused = await GraphFixture.AnswerAsync(executor, query, new { first = 50 }, CostReporting.Report);

        Assert.Equal(2602, (double)refused["errors"]![0]!["extensions"]!["typeCost"]!);
        AssertCost(refused, 561, 2602);
        Assert.NotNull((await GraphFixture.AnswerAsync(executor, query, new { first = 3 }))["data"]);
    }

    [Fact]
    public async Task Validate_says_the_cost_and_runs_nothing_even_beyond_the_limits()
    {
        var answer = await GraphFixture.AnswerAsync(
            graph.NewExecutor(),
            "{ cooperatives(first: 50) { nodes { grants(first: 50) { nodes { id } } } } }",
            cost: CostReporting.Validate);

        Assert.Equal("""{"extensions":{"operationCost":{"fieldCost":561,"typeCost":2602}}}""", answer.ToJsonString());
    }

    [Fact]
    public async Task Limits_are_settings()
    {
        const string query = "{ cooperatives(first: 50) { nodes { grants(first: 50) { nodes { id } } } } }";

        Assert.NotNull((await GraphFixture.AnswerAsync(graph.NewExecutor(new CostOptions { MaxTypeCost = 2602 }), query))["data"]);
        Assert.NotNull((await GraphFixture.AnswerAsync(graph.NewExecutor(new CostOptions { EnforceCostLimits = false }), query))["data"]);
        Assert.NotNull(
            (await GraphFixture.AnswerAsync(
                graph.NewExecutor(new CostOptions { MaxFieldCost = 560, MaxTypeCost = 5000 }), query))["errors"]);
    }

    private static void AssertRefused(JsonNode answer, string message, params (string Name, JsonNode Value)[] told)
    {
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal(message, (string?)error["message"]);
        Assert.Equal("HC0047", (string?)error["extensions"]!["code"]);
        Assert.Contains("first", (string?)error["extensions"]!["help"], StringComparison.Ordinal);
        Assert.All(told, one => Assert.Equal(one.Value.ToJsonString(), error["extensions"]![one.Name]!.ToJsonString()));
    }

    private static void AssertCost(JsonNode answer, double fields, double types)
    {
        var cost = answer["extensions"]!["operationCost"]!;
        Assert.Equal((fields, types), ((double)cost["fieldCost"]!, (double)cost["typeCost"]!));
    }
}

public sealed class CostsOnSqlite(SqliteGraph graph) : CostTests(graph), IClassFixture<SqliteGraph>;

public sealed class CostsOnPostgres(PostgresGraph graph) : CostTests(graph), IClassFixture<PostgresGraph>;
