using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What the graph answers; every behaviour on both databases.</summary>
public abstract class QueryTests(GraphFixture graph)
{
    [Fact]
    public async Task The_press_cooperatives_answer_with_their_grants_and_observations()
    {
        var data = await graph.DataAsync("""
            { cooperatives(where: { province: { code: { eq: "MA-KHE" } }, dataSource: { eq: PRESS } }, order: [{ name: ASC }]) {
                totalCount
                nodes { name foundedYear province { name region { name } }
                  grants { nodes { amount awardedOn phase } } observations(order: [{ value: ASC }]) { nodes { indicator value unit } } } } }
            """);

        var cooperatives = data["cooperatives"]!;
        Assert.Equal(3, (int)cooperatives["totalCount"]!);
        var first = cooperatives["nodes"]![0]!;
        Assert.Equal("Al Oussra", (string?)first["name"]);
        Assert.Equal("Rabat-Salé-Kénitra", (string?)first["province"]!["region"]!["name"]);
        Assert.Equal("""[{"amount":210000,"awardedOn":null,"phase":"II"}]""", first["grants"]!["nodes"]!.ToJsonString());
        Assert.Equal([20, 100, 300, 500], first["observations"]!["nodes"]!.AsArray().Select(node => (int)node!["value"]!));
    }

    [Fact]
    public async Task The_statement_of_Khemisset_is_found()
    {
        var data = await graph.DataAsync("""
            { statements(where: { province: { name: { contains: "khemisset" } }, programme: { code: { eq: "P3" } }, phase: { eq: III } }) {
                nodes { projects totalCost indhContribution from to } } }
            """);

        Assert.Equal(
            """[{"projects":21,"totalCost":7900000,"indhContribution":4740000,"from":"2019-01-01","to":"2023-12-31"}]""",
            data["statements"]!["nodes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("contains", "KHEMIS", true)]
    [InlineData("contains", "khémis", true)]
    [InlineData("startsWith", "khe", true)]
    [InlineData("endsWith", "SSÉT", true)]
    [InlineData("ncontains", "khemisset", false)]
    [InlineData("eq", "Khémisset", true)]
    [InlineData("eq", "khemisset", false)]
    [InlineData("contains", "%", false)]
    public async Task Text_search_ignores_case_and_accents_and_equality_does_not(string operation, string text, bool isFound)
    {
        var data = await graph.DataAsync(
            $$"""query($text: String) { provinces(first: 50, where: { code: { """
                + $$"""eq: "MA-KHE" }, name: { {{operation}}: $text } }) { totalCount } }""",
            new { text });

        Assert.Equal(isFound ? 1 : 0, (int)data["provinces"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("gt", "ngt")]
    [InlineData("gte", "ngte")]
    [InlineData("lt", "nlt")]
    [InlineData("lte", "nlte")]
    [InlineData("eq", "neq")]
    public async Task A_negation_is_the_complement_also_of_what_is_unknown(string operation, string negation)
    {
        var data = await graph.DataAsync($$"""
            { all: grants { totalCount }
              yes: grants(where: { awardedOn: { {{operation}}: "2021-06-01" } }) { totalCount }
              no: grants(where: { awardedOn: { {{negation}}: "2021-06-01" } }) { totalCount } }
            """);

        Assert.Equal((int)data["all"]!["totalCount"]!, (int)data["yes"]!["totalCount"]! + (int)data["no"]!["totalCount"]!);
    }

    [Fact]
    public async Task Lists_filter_by_all_none_some_and_any()
    {
        var data = await graph.DataAsync("""
            { total: cooperatives { totalCount }
              some: cooperatives(where: { grants: { some: { amount: { gt: 200000 } } } }) { totalCount }
              none: cooperatives(where: { grants: { none: { amount: { gt: 200000 } } } }) { totalCount }
              all: cooperatives(where: { grants: { all: { amount: { ngt: 200000 } } } }) { totalCount }
              any: cooperatives(where: { grants: { any: true } }) { totalCount }
              empty: cooperatives(where: { grants: { any: false } }) { totalCount }
              aliases: programmes(where: { aliases: { some: { contains: "INCLUSION ECONOMIQUE" } } }) { nodes { code aliases } } }
            """);

        int Count(string name) => (int)data[name]!["totalCount"]!;
        Assert.Equal(Count("total"), Count("some") + Count("none"));
        Assert.Equal(Count("none"), Count("all"));
        Assert.Equal(Count("total"), Count("any") + Count("empty"));
        Assert.Contains(data["aliases"]!["nodes"]!.AsArray(), node => (string?)node!["code"] == "P3");
    }

    [Fact]
    public async Task And_and_or_combine_also_through_a_variable()
    {
        const string query = "query($where: RegionFilterInput) { regions(where: $where, order: [{ code: ASC }]) { nodes { code } } }";
        object Code(string code) => new { code = new { eq = code } };

        var either = await graph.DataAsync(query, new { where = new { or = new[] { Code("MA-01"), Code("MA-02") } } });
        var both = await graph.DataAsync(query, new { where = new { and = new[] { Code("MA-01"), Code("MA-02") } } });
        var listed = await graph.DataAsync(query, new { where = new { code = new { @in = new[] { "MA-03", "MA-04" } } } });

        Assert.Equal("""[{"code":"MA-01"},{"code":"MA-02"}]""", either["regions"]!["nodes"]!.ToJsonString());
        Assert.Empty(both["regions"]!["nodes"]!.AsArray());
        Assert.Equal("""[{"code":"MA-03"},{"code":"MA-04"}]""", listed["regions"]!["nodes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("{ awardedOn: ASC }")]
    [InlineData("{ awardedOn: DESC }")]
    [InlineData("{ phase: DESC }, { amount: ASC }")]
    [InlineData("{ cooperative: { province: { name: ASC } } }, { awardedOn: DESC }")]
    [InlineData("{ project: { totalCost: DESC } }")]
    [InlineData("{ cooperative: { exports: DESC } }")]
    public Task Walking_forwards_and_backwards_visits_every_row_once_in_one_order(string order) =>
        WalkAsync("grants", """{ cooperative: { province: { region: { code: { in: ["MA-04", "MA-11"] } } } } }""", order);

    [Theory]
    [InlineData("{ name: ASC }")]
    [InlineData("{ name: DESC }")]
    [InlineData("{ id: DESC }")]
    public async Task Walking_by_a_condition_on_reference_data_visits_every_row_that_meets_it(string order)
    {
        var visited = await WalkAsync(
            "cooperatives",
            """{ province: { region: { code: { eq: "MA-04" } }, name: { ncontains: "rabat" } }, foundedYear: { gte: 2010 } }""",
            order);

        await using var context = graph.Context();
        var expected = await context.Cooperatives
            .Where(cooperative =>
                cooperative.Province.Region.Code == "MA-04" && cooperative.Province.Name != "Rabat" && cooperative.FoundedYear >= 2010)
            .Select(cooperative => cooperative.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected.Select(id => id.ToString()).Order(), visited.Order());
    }

    [Fact]
    public async Task Unknown_is_lowest_in_an_order()
    {
        var data = await graph.DataAsync("""
            { up: grants(first: 1, order: [{ awardedOn: ASC }]) { nodes { awardedOn } }
              down: grants(first: 1, order: [{ awardedOn: DESC }]) { nodes { awardedOn } } }
            """);

        Assert.Null(data["up"]!["nodes"]![0]!["awardedOn"]);
        Assert.NotNull(data["down"]!["nodes"]![0]!["awardedOn"]);
    }

    [Theory]
    [InlineData("nameArabic", "الحسيمه")]
    [InlineData("nameArabic", "الحُسَيْمَة")]
    [InlineData("name", "al-hoceima")]
    [InlineData("name", "AL HOCEÏMA")]
    public async Task A_province_is_found_however_it_is_written(string member, string text)
    {
        var provinces =
            (await graph.DataAsync(
                $"query($text: String) {{ provinces(where: {{ {member}: {{ contains: $text }} }}) {{ nodes {{ code }} }} }}",
                new { text }))["provinces"]!["nodes"]!;

        Assert.Equal("MA-HOC", (string)Assert.Single(provinces.AsArray())!["code"]!);
    }

    [Fact]
    public async Task Nested_lists_filter_sort_and_page_and_may_be_asked_for_twice()
    {
        var data = await graph.DataAsync("""
            { cooperatives(first: 20, order: [{ name: DESC }]) { nodes { id
                top: grants(first: 2, order: [{ amount: DESC }]) { totalCount nodes { amount } pageInfo { hasNextPage } }
                last: grants(last: 2, order: [{ amount: ASC }], where: { amount: { lt: 100000 } }) {
                    totalCount edges { node { amount movements(first: 1) { nodes { kind } } } } } } } }
            """);

        await using var context = graph.Context();
        foreach (var node in data["cooperatives"]!["nodes"]!.AsArray())
        {
            var id = Guid.Parse((string)node!["id"]!);
            var amounts = await context.Grants.Where(grant => grant.Cooperative.Id == id).Select(grant => grant.Amount).ToListAsync(
                TestContext.Current.CancellationToken);
            Assert.Equal(amounts.OrderDescending().Take(2), node["top"]!["nodes"]!.AsArray().Select(grant => (decimal)grant!["amount"]!));
            Assert.Equal(amounts.Count, (int)node["top"]!["totalCount"]!);
            Assert.Equal(amounts.Count > 2, (bool)node["top"]!["pageInfo"]!["hasNextPage"]!);
            var small = amounts.Where(amount => amount < 100000).Order().ToList();
            Assert.Equal(small.TakeLast(2), node["last"]!["edges"]!.AsArray().Select(edge => (decimal)edge!["node"]!["amount"]!));
            Assert.Equal(small.Count, (int)node["last"]!["totalCount"]!);
        }
    }

    [Fact]
    public async Task Lists_through_another_and_below_a_reference_are_each_parents_own()
    {
        var data = await graph.DataAsync("""
            { regions(first: 12) { nodes { code
                cooperatives(first: 3) { totalCount nodes { province { region { code } cooperatives { totalCount } } } } } } }
            """);

        await using var context = graph.Context();
        foreach (var region in data["regions"]!["nodes"]!.AsArray())
        {
            var code = (string)region!["code"]!;
            Assert.Equal(
                await context.Cooperatives.CountAsync(
                    cooperative => cooperative.Province.Region.Code == code, TestContext.Current.CancellationToken),
                (int)region["cooperatives"]!["totalCount"]!);
            Assert.All(
                region["cooperatives"]!["nodes"]!.AsArray(),
                cooperative => Assert.Equal(code, (string?)cooperative!["province"]!["region"]!["code"]));
        }
    }

    [Fact]
    public async Task A_row_is_found_by_its_key_and_a_missing_one_is_null()
    {
        var data = await graph.DataAsync(
            """{ province(code: "MA-KHE") { name nameArabic statements { totalCount } } """
                + """grant(id: "00000000-0000-0000-0000-000000000001") { id } phasePeriod(phase: II) { startYear } }""");

        Assert.Equal("الخميسات", (string?)data["province"]!["nameArabic"]);
        Assert.Equal(4, (int)data["province"]!["statements"]!["totalCount"]!);
        Assert.Null(data["grant"]);
        Assert.Equal(2011, (int)data["phasePeriod"]!["startYear"]!);
    }

    [Fact]
    public async Task Fragments_aliases_and_directives_merge_as_the_specification_asks()
    {
        var data = await graph.DataAsync("""
            query($yes: Boolean!, $no: Boolean!) { a: region(code: "MA-04") { ...Names __typename code @include(if: $no) }
                ... on Query { a: region(code: "MA-04") { population @skip(if: $no) } } }
            fragment Names on Region { n: name ... @include(if: $yes) { hcpCode } }
            """, new { yes = true, no = false });

        Assert.Equal(
            """{"n":"Rabat-Salé-Kénitra","hcpCode":"04","__typename":"Region","population":5132639}""",
            data["a"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Introspection_says_where_a_scalar_is_specified()
    {
        var data = await graph.DataAsync(
            """{ date: __type(name: "LocalDate") { specifiedByURL } text: __type(name: "String") { specifiedByURL } }""");
        Assert.Equal("https://scalars.graphql.org/chillicream/local-date.html", (string?)data["date"]!["specifiedByURL"]);
        Assert.Null(data["text"]!["specifiedByURL"]);
    }

    [Fact]
    public async Task Introspection_and_data_answer_side_by_side()
    {
        var data = await graph.DataAsync(
            """{ __type(name: "Grant") { name fields { name } } regions(first: 1) { nodes { code } } __schema { queryType { name } } }""");

        Assert.Equal("Grant", (string?)data["__type"]!["name"]);
        Assert.Contains(data["__type"]!["fields"]!.AsArray(), field => (string?)field!["name"] == "amount");
        Assert.Equal("Query", (string?)data["__schema"]!["queryType"]!["name"]);
        Assert.Single(data["regions"]!["nodes"]!.AsArray());
    }

    // Reads a collection page by page, forwards and backwards, and returns the identifiers in order.
    private async Task<List<string>> WalkAsync(string collection, string where, string order)
    {
        var query = $$"""
            query($first: Int, $after: String, $last: Int, $before: String) {
              {{collection}}(where: {{where}}, first: $first, after: $after, last: $last, before: $before, order: [{{order}}]) {
                totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
            """;

        var forwards = new List<string>();
        JsonNode page;
        string? cursor = null;
        do
        {
            page = (await graph.DataAsync(query, new { first = 47, after = cursor }))[collection]!;
            forwards.AddRange(page["edges"]!.AsArray().Select(edge => (string)edge!["node"]!["id"]!));
            Assert.Equal(cursor is not null, (bool)page["pageInfo"]!["hasPreviousPage"]!);
            cursor = (string?)page["pageInfo"]!["endCursor"];
        }
        while ((bool)page["pageInfo"]!["hasNextPage"]!);

        var backwards = new List<string>();
        cursor = null;
        do
        {
            page = (await graph.DataAsync(query, new { last = 41, before = cursor }))[collection]!;
            backwards.InsertRange(0, page["edges"]!.AsArray().Select(edge => (string)edge!["node"]!["id"]!));
            cursor = (string?)page["pageInfo"]!["startCursor"];
        }
        while ((bool)page["pageInfo"]!["hasPreviousPage"]!);

        Assert.Equal((int)page["totalCount"]!, forwards.Count);
        Assert.Equal(forwards.Count, forwards.Distinct().Count());
        Assert.Equal(forwards, backwards);
        return forwards;
    }
}

public sealed class QueriesOnSqlite(SqliteGraph graph) : QueryTests(graph), IClassFixture<SqliteGraph>;

public sealed class QueriesOnPostgres(PostgresGraph graph) : QueryTests(graph), IClassFixture<PostgresGraph>;
