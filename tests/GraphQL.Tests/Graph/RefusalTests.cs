using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What the graph refuses, and how it says so; every behaviour on both databases.</summary>
public abstract class RefusalTests(GraphFixture graph)
{
    [Fact]
    public async Task A_key_that_turns_out_null_is_refused_in_spite_of_its_default()
    {
        const string query = """query ($code: String = "MA-KHE") { province(code: $code) { code } }""";
        Assert.Equal("MA-KHE", (string?)(await graph.DataAsync(query))["province"]!["code"]);
        var error = await graph.ErrorAsync(query, new { code = (string?)null });
        Assert.Equal("HC0018", (string?)error["extensions"]!["code"]);
        Assert.Equal("""["province"]""", error["path"]!.ToJsonString());
    }

    [Theory]
    [InlineData("{ regions(first: 51) { nodes { code } } }", "HC0051")]
    [InlineData("{ regions(last: 51) { nodes { code } } }", "HC0051")]
    [InlineData("{ regions(first: -1) { nodes { code } } }", "HC0079")]
    [InlineData("""{ regions(after: "bm9uc2Vuc2U=") { nodes { code } } }""", "HC0078")]
    [InlineData("""{ regions(before: "***") { nodes { code } } }""", "HC0078")]
    [InlineData("{ grants(where: { amount: { eq: null } }) { nodes { id } } }", "HC0026")]
    [InlineData("{ cooperatives(where: { province: null }) { nodes { id } } }", "HC0026")]
    [InlineData("{ cooperatives(where: { name: { contains: null } }) { nodes { id } } }", "HC0026")]
    public async Task A_field_that_cannot_be_answered_is_null_with_the_contracts_code(string query, string code)
    {
        var answer = await graph.AnswerAsync(query.Replace("{ regions", "{ programmes(first: 1) { totalCount } regions", StringComparison.Ordinal));
        var error = Assert.Single(answer["errors"]!.AsArray())!;

        Assert.Equal(code, (string?)error["extensions"]!["code"]);
        var path = (string)Assert.Single(error["path"]!.AsArray())!;
        Assert.Null(answer["data"]![path]);
    }

    [Fact]
    public async Task An_error_below_a_row_names_the_row_and_spares_its_siblings()
    {
        var answer = await graph.AnswerAsync("{ regions(first: 2) { nodes { code provinces(first: 51) { totalCount } } } }");

        Assert.Equal(["""["regions","nodes",0,"provinces"]""", """["regions","nodes",1,"provinces"]"""], answer["errors"]!.AsArray().Select(error => error!["path"]!.ToJsonString()));
        Assert.All(answer["data"]!["regions"]!["nodes"]!.AsArray(), node => Assert.NotNull(node!["code"]));
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var cursor = (string?)(await graph.DataAsync("{ regions(first: 1, order: [{ name: ASC }]) { pageInfo { endCursor } } }"))["regions"]!["pageInfo"]!["endCursor"];
        var error = await graph.ErrorAsync("query($after: String) { regions(after: $after, order: [{ name: DESC }]) { nodes { code } } }", new { after = cursor });

        Assert.Equal("HC0078", (string?)error["extensions"]!["code"]);
        Assert.Equal("The cursor specified in `after` has an invalid format.", (string?)error["message"]);
    }

    [Theory]
    [InlineData("""{ grants(where: { awardedOn: { eq: "2024-13-40" } }) { nodes { id } } }""")]
    [InlineData("{ grants(where: { amount: { eq: 1.005 } }) { nodes { id } } }")]
    [InlineData("{ grants(where: { amount: { in: [1, 100.0000000000000000000000000000000000001] } }) { nodes { id } } }")]
    [InlineData("{ grants(where: { amount: { gt: 1e-30 } }) { nodes { id } } }")]
    [InlineData("{ grants { groups(where: { sum: { amount: { lt: 1E400 } } }) { count } } }")]
    [InlineData("""{ grants(where: { id: { eq: "7" } }) { nodes { id } } }""")]
    [InlineData("{ grants(wher: 1) { nodes { id } } }")]
    [InlineData("""{ province(code: "\u0000") { name } }""")]
    [InlineData("""{ province(code: "\ud83d") { name } }""")]
    [InlineData("""{ cooperatives(where: { name: { contains: "a\u0000b" } }) { totalCount } }""")]
    [InlineData("{ nothing }")]
    [InlineData("{ regions { nodes { code ")]
    [InlineData("")]
    public async Task A_wrong_document_is_refused_before_anything_runs(string query)
    {
        var answer = await graph.AnswerAsync(query);

        Assert.NotEmpty(answer["errors"]!.AsArray());
        Assert.False(answer.AsObject().ContainsKey("data"));
    }

    [Theory]
    [InlineData("100.0000000000000000000000000000000000001")]
    [InlineData("1e-30")]
    [InlineData("1E400")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public async Task A_variable_with_more_digits_than_an_amount_has_is_refused_and_not_rounded(string number)
    {
        var error = await graph.ErrorAsync("query($amount: Decimal) { grants(where: { amount: { eq: $amount } }) { nodes { id } } }", new { amount = JsonNode.Parse(number) });
        Assert.Equal("HC0016", (string?)error["extensions"]!["code"]);
        Assert.Contains("not a value of type Decimal", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_of_a_size_made_to_hurt_are_refused()
    {
        var aliases = string.Concat(Enumerable.Range(0, 3_000).Select(i => $" a{i}: __typename"));
        var nesting = string.Concat(Enumerable.Repeat("{ regions { nodes { provinces { nodes ", 60)) + "{ code }" + string.Concat(Enumerable.Repeat(" } } }", 60)) + "}";
        var collections = string.Concat(Enumerable.Range(0, 70).Select(i => $" a{i}: regions {{ totalCount }}"));

        Assert.Contains("2048 are allowed", (string?)(await graph.ErrorAsync($"{{{aliases} }}"))["message"], StringComparison.Ordinal);
        Assert.Contains("nested deeper", (string?)(await graph.ErrorAsync(nesting))["message"], StringComparison.Ordinal);
        Assert.Contains("characters", (string?)(await graph.ErrorAsync($"{{ __typename }} #{new string('x', 1_000_000)}"))["message"], StringComparison.Ordinal);
        Assert.Contains("64 are allowed", (string?)(await graph.ErrorAsync($"{{{collections} }}"))["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_of_many_terms_is_answered_and_one_of_too_many_says_so()
    {
        const string query = "query($where: CooperativeFilterInput) { cooperatives(where: $where) { totalCount } }";
        object Terms(int count) => new { where = new { or = Enumerable.Range(0, count).Select(i => new { name = new { eq = i == 0 ? "Al Oussra" : $"none {i}" } }) } };

        Assert.Equal(1, (int)(await graph.DataAsync(query, Terms(2_000)))["cooperatives"]!["totalCount"]!);
        Assert.Contains("more than 10000 values", (string?)(await graph.ErrorAsync(query, Terms(10_001)))["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_no_database_holds_is_refused_by_the_variables_name()
    {
        var error = await graph.ErrorAsync("query($code: String!) { province(code: $code) { name } }", new { code = "a\0b" });

        Assert.Equal("HC0016", (string?)error["extensions"]!["code"]);
        Assert.Equal("code", (string?)error["extensions"]!["variable"]);
    }

    [Fact]
    public async Task A_wrong_variable_is_refused_by_name()
    {
        var error = await graph.ErrorAsync("query($amount: Decimal) { grants(where: { amount: { eq: $amount } }) { nodes { id } } }", new { amount = "many" });

        Assert.Equal("HC0016", (string?)error["extensions"]!["code"]);
        Assert.Contains("`amount`", (string?)error["message"], StringComparison.Ordinal);
    }
}

public sealed class RefusalsOnSqlite(SqliteGraph graph) : RefusalTests(graph), IClassFixture<SqliteGraph>;

public sealed class RefusalsOnPostgres(PostgresGraph graph) : RefusalTests(graph), IClassFixture<PostgresGraph>;
