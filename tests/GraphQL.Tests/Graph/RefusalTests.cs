using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Requests;

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
        Assert.Equal("""[{"line":1,"column":36}]""", error["locations"]!.ToJsonString());
    }

    [Theory]
    [InlineData("query($o: Boolean = true) { regions @include(if: $o) { totalCount } }")]
    [InlineData("query($o: Boolean = false) { regions { nodes { code ...F @skip(if: $o) } } } fragment F on Region { name }")]
    [InlineData("query($o: Boolean = true) { regions { totalCount } ... @include(if: $o) { __schema { queryType { name } } } }")]
    [InlineData("query($o: Boolean = true) { __typename @include(if: $o) }")]
    public async Task A_condition_of_a_selection_that_turns_out_null_refuses_the_request_in_spite_of_its_default(string query)
    {
        await graph.DataAsync(query);
        var error = await graph.ErrorAsync(query, new { o = (object?)null });

        Assert.Equal("HC0018", (string?)error["extensions"]!["code"]);
        Assert.Equal(query.LastIndexOf("$o", StringComparison.Ordinal) + 1, (int)error["locations"]![0]!["column"]!);
        Assert.Null(error["path"]);
    }

    [Theory]
    [InlineData("query($o: RegionSortInput = { code: ASC }) { regions(order: [{ name: ASC }, $o]) { totalCount } }", "regions")]
    [InlineData("query($o: DataSource = SYNTHETIC) { cooperatives(where: { dataSource: { in: [$o] } }) { totalCount } }", "cooperatives")]
    [InlineData(
        "query($o: GrantGroupFilterInput = { count: { gt: 1 } }) { grants { groups(where: { or: [$o] }) { key { phase } count } } }",
        "grants,groups")]
    [InlineData(
        "query($o: GrantGroupSortInput = { count: ASC }) { grants { groups(order: [$o]) { key { phase } count } } }", "grants,groups")]
    public async Task An_element_that_turns_out_null_is_refused_in_spite_of_its_default(string query, string path)
    {
        await graph.DataAsync(query);
        var error = await graph.ErrorAsync(query, new { o = (object?)null });

        Assert.Equal("HC0018", (string?)error["extensions"]!["code"]);
        Assert.Equal(path, string.Join(',', error["path"]!.AsArray()));
        Assert.NotNull(error["locations"]);
    }

    [Theory]
    [InlineData("{ cooperatives(first: 51) { nodes { id } } }", "HC0051")]
    [InlineData("{ cooperatives(last: 51) { nodes { id } } }", "HC0051")]
    [InlineData("{ regions(first: -1) { nodes { code } } }", "HC0079")]
    [InlineData("""{ regions(after: "bm9uc2Vuc2U=") { nodes { code } } }""", "HC0078")]
    [InlineData("""{ regions(before: "***") { nodes { code } } }""", "HC0078")]
    [InlineData("{ grants(where: { amount: { eq: null } }) { nodes { id } } }", "HC0026")]
    [InlineData("{ cooperatives(where: { province: null }) { nodes { id } } }", "HC0026")]
    [InlineData("{ cooperatives(where: { name: { contains: null } }) { nodes { id } } }", "HC0026")]
    public async Task A_field_that_cannot_be_answered_is_null_with_the_contracts_code(string query, string code)
    {
        var answer = await graph.AnswerAsync(
            query.Replace("{ regions", "{ programmes(first: 1) { totalCount } regions", StringComparison.Ordinal));
        var error = Assert.Single(answer["errors"]!.AsArray())!;

        Assert.Equal(code, (string?)error["extensions"]!["code"]);
        var path = (string)Assert.Single(error["path"]!.AsArray())!;
        Assert.Null(answer["data"]![path]);
        Assert.Equal(
            query.Contains("{ regions", StringComparison.Ordinal) ? 39 : 3, (int)Assert.Single(error["locations"]!.AsArray())!["column"]!);
    }

    [Theory]
    [InlineData("{ cooperatives(first: 51) { totalCount } }", "Query.cooperatives")]
    [InlineData("{ a: regions(last: -1) { totalCount } }", "Query.regions")]
    [InlineData("{ region(code: \"MA-04\") { p: cooperatives(first: 51) { totalCount } } }", "Region.cooperatives")]
    [InlineData("{ grants { g: groups(first: 5000) { key { phase } count } } }", "GrantsConnection.groups")]
    [InlineData("{ region(code: \"MA-04\") { provinces { groups(first: 5000) { key { name } count } } } }", "ProvincesConnection.groups")]
    public async Task A_page_out_of_bounds_is_named_by_the_fields_coordinate_whatever_its_alias(string query, string coordinate) =>
        Assert.Equal(coordinate, (string?)(await graph.ErrorAsync(query))["extensions"]!["coordinate"]);

    [Theory]
    [InlineData("cooperatives(where: { name: { contains: null } })", "contains", "StringOperationFilterInput", "String!")]
    [InlineData("cooperatives(where: { name: { and: null } })", "and", "StringOperationFilterInput", "[StringOperationFilterInput!]!")]
    [InlineData("cooperatives(where: { name: null })", "name", "CooperativeFilterInput", "StringOperationFilterInput!")]
    [InlineData("cooperatives(where: { id: { eq: null } })", "eq", "UuidOperationFilterInput", "UUID!")]
    [InlineData("cooperatives(where: { province: null })", "province", "CooperativeFilterInput", "ProvinceFilterInput!")]
    [InlineData("cooperatives(where: { grants: null })", "grants", "CooperativeFilterInput", "ListFilterInputTypeOfGrantFilterInput!")]
    [InlineData("cooperatives(where: { grants: { any: null } })", "any", "ListFilterInputTypeOfGrantFilterInput", "Boolean!")]
    [InlineData(
        "cooperatives(where: { grants: { some: { awardedOn: { gt: null } } } })", "gt", "LocalDateOperationFilterInput", "LocalDate!")]
    [InlineData("cooperatives(where: { dataSource: { eq: null } })", "eq", "DataSourceOperationFilterInput", "DataSource!")]
    [InlineData("cooperatives(where: { dataSource: { in: null } })", "in", "DataSourceOperationFilterInput", "[DataSource!]!")]
    [InlineData("cooperatives(where: { foundedYear: { in: null } })", "in", "IntOperationFilterInput", "[Int]!")]
    [InlineData("cooperatives(where: { or: null })", "or", "CooperativeFilterInput", "[CooperativeFilterInput!]!")]
    [InlineData("cooperatives(order: [{ name: null }])", "name", "CooperativeSortInput", "SortEnumType!")]
    [InlineData("cooperatives(order: [{ province: { region: null } }])", "region", "ProvinceSortInput", "RegionSortInput!")]
    public async Task Null_for_what_takes_none_is_named_by_types_of_the_schema(string field, string name, string type, string expected)
    {
        var error = await graph.ErrorAsync($"{{ {field} {{ totalCount }} }}");

        AssertNullRefused(error, name, type, expected);
    }

    [Theory]
    [InlineData("where: { count: null }", "count", "GrantGroupFilterInput", "IntOperationFilterInput!")]
    [InlineData("where: { sum: null }", "sum", "GrantGroupFilterInput", "GrantSumFilterInput!")]
    [InlineData("where: { sum: { amount: null } }", "amount", "GrantSumFilterInput", "DecimalOperationFilterInput!")]
    [InlineData("where: { sum: { amount: { gt: null } } }", "gt", "DecimalOperationFilterInput", "Decimal!")]
    [InlineData("order: [{ key: null }]", "key", "GrantGroupSortInput", "GrantSortInput!")]
    [InlineData("order: [{ sum: { amount: null } }]", "amount", "GrantSumSortInput", "SortEnumType!")]
    public async Task So_it_is_in_groups(string arguments, string name, string type, string expected)
    {
        var error = await graph.ErrorAsync($"{{ grants {{ groups({arguments}) {{ key {{ phase }} count }} }} }}");

        AssertNullRefused(error, name, type, expected);
    }

    private void AssertNullRefused(JsonNode error, string name, string type, string expected)
    {
        Assert.Equal(
            $"The provided value for filter `{name}` of type {type} is invalid. Null values are not supported.", (string?)error["message"]);
        Assert.Equal("HC0026", (string?)error["extensions"]!["code"]);
        Assert.Equal(expected, (string?)error["extensions"]!["expectedType"]);
        Assert.Equal(type, (string?)(error["extensions"]!["filterType"] ?? error["extensions"]!["sortType"]));
        Assert.NotNull(graph.Schema.AllTypes[type]);
        Assert.NotNull(graph.Schema.AllTypes[expected.Trim('[', ']', '!')]);
        Assert.NotNull(error["locations"]);
    }

    [Fact]
    public async Task An_error_below_a_row_names_the_row_and_spares_its_siblings()
    {
        var answer = await graph.AnswerAsync("{ regions(first: 2) { nodes { code cooperatives(first: 51) { totalCount } } } }");

        Assert.Equal(
            ["""["regions","nodes",0,"cooperatives"]""", """["regions","nodes",1,"cooperatives"]"""],
            answer["errors"]!.AsArray().Select(error => error!["path"]!.ToJsonString()));
        Assert.All(answer["data"]!["regions"]!["nodes"]!.AsArray(), node => Assert.NotNull(node!["code"]));
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var cursor =
            (string?)(await graph.DataAsync(
                "{ regions(first: 1, order: [{ name: ASC }]) { pageInfo { endCursor } } }"))["regions"]!["pageInfo"]!["endCursor"];
        var error = await graph.ErrorAsync(
            "query($after: String) { regions(after: $after, order: [{ name: DESC }]) { nodes { code } } }", new { after = cursor });

        Assert.Equal("HC0078", (string?)error["extensions"]!["code"]);
        Assert.Equal("The cursor specified in `after` has an invalid format.", (string?)error["message"]);
    }

    [Theory]
    [InlineData("""{ grants(where: { awardedOn: { eq: "2024-13-40" } }) { nodes { id } } }""")]
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
        var error = await graph.ErrorAsync(
            "query($amount: Decimal) { grants(where: { amount: { eq: $amount } }) { nodes { id } } }",
            new { amount = JsonNode.Parse(number) });
        Assert.Equal("HC0016", (string?)error["extensions"]!["code"]);
        Assert.Contains("not a value of type Decimal", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_of_a_size_made_to_hurt_are_refused()
    {
        var aliases = string.Concat(Enumerable.Range(0, 3_000).Select(i => $" a{i}: __typename"));
        var nesting =
            string.Concat(Enumerable.Repeat("{ regions { nodes { provinces { nodes ", 60)) + "{ code }" + string.Concat(
                Enumerable.Repeat(" } } }", 60)) + "}";
        var collections = string.Concat(Enumerable.Range(0, 70).Select(i => $" a{i}: regions {{ totalCount }}"));

        Assert.Contains("2048 are allowed", (string?)(await graph.ErrorAsync($"{{{aliases} }}"))["message"], StringComparison.Ordinal);
        Assert.Contains("nested deeper", (string?)(await graph.ErrorAsync(nesting))["message"], StringComparison.Ordinal);
        Assert.Contains(
            "characters",
            (string?)(await graph.ErrorAsync($"{{ __typename }} #{new string('x', 1_000_000)}"))["message"],
            StringComparison.Ordinal);
        Assert.Contains("64 are allowed", (string?)(await graph.ErrorAsync($"{{{collections} }}"))["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_of_many_terms_is_answered_and_one_of_too_many_says_so()
    {
        const string query = "query($where: CooperativeFilterInput) { cooperatives(where: $where) { totalCount } }";
        object Terms(int count) => new
        {
            where = new { or = Enumerable.Range(0, count).Select(i => new { name = new { eq = i == 0 ? "Al Oussra" : $"none {i}" } }) },
        };

        Assert.Equal(1, (int)(await graph.DataAsync(query, Terms(2_000)))["cooperatives"]!["totalCount"]!);
        Assert.Contains(
            "more than 10000 values", (string?)(await graph.ErrorAsync(query, Terms(10_001)))["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_no_database_holds_is_refused_by_the_variables_name()
    {
        var error = await graph.ErrorAsync("query($code: String!) { province(code: $code) { name } }", new { code = "a\0b" });

        Assert.Equal("HC0016", (string?)error["extensions"]!["code"]);
        Assert.Equal("code", (string?)error["extensions"]!["variable"]);
    }

    [Theory]
    [InlineData("$first: Int!", "{}", "HC0018", "Variable `first` is required.", null)]
    [InlineData("$first: Int!", """{"first":null}""", "HC0018", "The value of `first` must not be null.", """["first"]""")]
    [InlineData(
        "$where: GrantFilterInput", """{"where":{"foo":1}}""", "HC0016",
        "The field `foo` does not exist on the type `GrantFilterInput`.", """["where"]""")]
    [InlineData(
        "$where: GrantFilterInput",
        """{"where":{"or":[{},{"amount":{"bar":1}}]}}""",
        "HC0016",
        "The field `bar` does not exist on the type `DecimalOperationFilterInput`.",
        """["where","or",1,"amount"]""")]
    [InlineData(
        "$where: GrantFilterInput", """{"where":{"or":[null]}}""", "HC0018", "The value of `where.or[0]` must not be null.",
        """["where","or",0]""")]
    [InlineData(
        "$where: GrantFilterInput",
        """{"where":{"dataSource":{"in":["SYNTHETIC",null]}}}""",
        "HC0018",
        "The value of `where.dataSource.in[1]` must not be null.",
        """["where","dataSource","in",1]""")]
    [InlineData(
        "$where: GrantFilterInput", """{"where":{"amount":{"eq":"many"}}}""", "HC0016",
        "Variable `where.amount.eq` got an invalid value: \"many\" is not a value of type Decimal.", """["where","amount","eq"]""")]
    [InlineData(
        "$where: GrantFilterInput", """{"where":{"amount":7}}""", "HC0016",
        "Variable `where.amount` got an invalid value: an object of type DecimalOperationFilterInput is expected.",
        """["where","amount"]""")]
    public async Task A_wrong_variable_is_named_by_its_definition_and_the_way_to_the_value(
        string definition, string variables, string code, string message, string? path)
    {
        var name = definition[1..definition.IndexOf(':', StringComparison.Ordinal)];
        var error = await graph.ErrorAsync(
            $"query({definition}) {{ grants({name}: ${name}) {{ totalCount }} }}", JsonNode.Parse(variables));

        Assert.Equal(message, (string?)error["message"]);
        Assert.Equal(code, (string?)error["extensions"]!["code"]);
        Assert.Equal(name, (string?)error["extensions"]!["variable"]);
        Assert.Equal("""[{"line":1,"column":7}]""", error["locations"]!.ToJsonString());
        Assert.Equal(path, error["path"]?.ToJsonString());
        Assert.Equal(path, error["extensions"]!["inputPath"]?.ToJsonString());
    }

    [Theory]
    [InlineData(
        "query A { __typename } query B { __typename }",
        null,
        "The operation name can only be omitted if there is just one operation in a GraphQL document.",
        """[{"line":1,"column":1},{"line":1,"column":24}]""")]
    [InlineData("query A { __typename }", "C", "The specified operation `C` cannot be found.", """[{"line":1,"column":1}]""")]
    public async Task An_operation_must_be_named_where_there_are_several_and_be_there(
        string document, string? operation, string message, string locations)
    {
        var response = await graph.Executor.ExecuteAsync(new GraphRequest(document, operation), TestContext.Current.CancellationToken);
        var error = Assert.Single(JsonNode.Parse(response.Body.Span)!["errors"]!.AsArray())!;

        Assert.Equal(message, (string?)error["message"]);
        Assert.Equal(locations, error["locations"]!.ToJsonString());
    }
}

public sealed class RefusalsOnSqlite(SqliteGraph graph) : RefusalTests(graph), IClassFixture<SqliteGraph>;

public sealed class RefusalsOnPostgres(PostgresGraph graph) : RefusalTests(graph), IClassFixture<PostgresGraph>;
