using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Documents;

/// <summary>Documents that are made to hurt are refused, soon, and say why.</summary>
public abstract class DocumentLimitTests(GraphFixture graph)
{
    private const string Province = "{ cooperatives { nodes { province { ";

    public static TheoryData<string, string, string?, string> Refused { get; } = new()
    {
        {
            "fields",
            $"{{ {Repeat(2049, i => $"...F{i % 10} ")} }}"
                + Repeat(10, i => $" fragment F{i} on Query {{ regions {{ nodes {{ {Repeat(21, _ => "code ")} }} }} }}"),
            "HC0014",
            "2048 fields"
        },
        {
            "fields of fragments",
            $"{{ {Repeat(900, _ => "...F ")} }} fragment F on Query {{ __typename regions {{ nodes {{ code }} }} }}",
            "HC0014",
            "2048 fields"
        },
        {
            "fragments that double",
            "{ regions { nodes { ...F0 } } }" + Repeat(30, i => $" fragment F{i} on Region {{ ...F{i + 1} name ...F{i + 1} }}")
                + " fragment F30 on Region { code }",
            "HC0107",
            "1000 times"
        },
        {
            "fragments that form a circle",
            "{ regions { nodes { ...A } } } fragment A on Region { ...B } fragment B on Region { ...A }",
            null,
            "fragment"
        },
        {
            "fragments that all spread all",
            "{ regions { nodes { ...F0 } } }" + Repeat(20, i => $" fragment F{i} on Region {{ {Repeat(20, j => $"...F{j} ")} }}"),
            "HC0107",
            "1000 times"
        },
        { "aliases", $"{{ {Repeat(101, i => $"a{i}: __typename ")} }}", "HC0014", "100 are allowed" },
        { "one field again and again", $"{{ {Repeat(500, _ => "__typename ")} }}", "HC0014", "20 are allowed" },
        { "directives", "{ __typename @a @a @a @a @a }", "HC0014", "4 are allowed" },
        {
            "directives that are known",
            "query($a: Boolean!) { __typename @include(if: $a) @skip(if: $a) @include(if: $a) @skip(if: $a) @include(if: $a) }",
            "HC0014",
            "4 are allowed"
        },
        { "tokens", $"query({Repeat(5_001, i => $"$a{i}: Int ")}) {{ __typename }}", "HC0014", "20000 tokens" },
        {
            "elements of a list",
            $"{{ grants(where: {{ amount: {{ in: [{Repeat(9_999, _ => "1 ")}] }} }}) {{ totalCount }} }}",
            "HC0010",
            "10000 are allowed"
        },
        {
            "a text",
            $"{{ cooperatives(where: {{ name: {{ eq: \"{new string('x', 10_005)}\" }} }}) {{ totalCount }} }}",
            "HC0010",
            "10000 characters"
        },
        { "a name", $"{{ {new string('x', 257)}: __typename }}", "HC0014", "256 are allowed" },
        {
            "a field below itself",
            Province
                + "cooperatives { nodes { province { cooperatives { nodes { province { cooperatives { nodes { province { name "
                + "} } } } } } } } } } } } }",
            "HC0087",
            "cycle"
        },
        { "a field below itself by fragments", "{ regions { nodes { ...A } } }"
            + Repeat(9, i => $" fragment {(char)('A' + i)} on Region {{ provinces {{ nodes {{ region {{ ...{(char)('B' + i)} }} }} }} }}")
            + " fragment J on Region { code }", "HC0087", "cycle" },
        { "introspection in a circle", "{ __schema { types { fields { type { fields { name } } } } } }", "HC0086", "introspection depth" },
        {
            "ofType",
            $"{{ __schema {{ types {{ {Repeat(17, _ => "ofType { ")} name {Repeat(17, _ => "} ")} }} }} }}",
            "HC0086",
            "introspection depth"
        },
        {
            "lists",
            $"{{ grants(where: {{ amount: {{ in: {new string('[', 250)}{new string(']', 250)} }} }}) {{ totalCount }} }}",
            "HC0014",
            "nested deeper"
        },
        { "fields that are not one", "{ regions { nodes { code code: name } } }", null, "cannot be merged" },
        {
            "arguments that are not one",
            "{ regions(first: 1) { nodes { code } } regions(first: 2) { nodes { name } } }",
            null,
            "cannot be merged"
        },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_hostile_document_is_refused(string what, string document, string? code, string message)
    {
        var error = Assert.Single((await GraphFixture.AnswerAsync(graph.NewExecutor(), document))["errors"]!.AsArray())!;

        Assert.True(error["message"]!.ToString().Contains(message, StringComparison.OrdinalIgnoreCase), $"{what}: {error}");
        Assert.Equal(code, (string?)error["extensions"]?["code"]);
    }

    [Fact]
    public async Task Whatever_its_size_allows_the_reading_of_a_document_comes_to_an_end()
    {
        var limits = new DocumentLimits { MaxAliases = 100_000, MaxRepetitions = 100_000 };
        var documents = new Dictionary<string, string>
        {
            ["the same field"] = $"{{ regions {{ nodes {{ {Repeat(2_000, _ => "code ")} }} }} }}",
            ["the same object"] = $"{{ {Repeat(500, _ => "regions { nodes { code name } } ")} }}",
            ["the same field nested"] =
                "{ regions { nodes { "
                    + Repeat(2, _ => Repeat(60, _ => "provinces { nodes { region { ") + "code" + Repeat(60, _ => " } } }") + " ")
                    + "} } }",
            ["aliases of one field"] = $"{{ {Repeat(650, i => $"a{i}: regions {{ nodes {{ code }} }} ")} }}",
            ["unknown fields"] = $"{{ regions {{ nodes {{ {Repeat(2_000, i => $"nothing{i} ")} }} }} }}",
            ["unknown arguments"] = $"{{ regions({Repeat(6_000, i => $"a{i}: 1 ")}) {{ totalCount }} }}",
            ["one argument again"] = $"{{ regions({Repeat(6_000, _ => "first: 1 ")}) {{ totalCount }} }}",
            ["one input field again"] = $"{{ regions(where: {{ {Repeat(2_500, _ => "code: { eq: \"a\" } ")} }}) {{ totalCount }} }}",
            ["unknown input fields"] = $"{{ regions(where: {{ {Repeat(6_000, i => $"a{i}: 1 ")} }}) {{ totalCount }} }}",
            ["variables"] = $"query({Repeat(4_500, i => $"$a{i}: Int ")}) {{ __typename }}",
            ["variables that are used"] =
                $"query({Repeat(3_000, i => $"$a{i}: Int ")}) {{ cooperatives(where: {{ foundedYear: {{ "
                    + $"in: [{Repeat(3_000, i => $"$a{i} ")}] }} }}) {{ totalCount }} }}",
            ["variables that are unknown"] =
                $"{{ cooperatives(where: {{ foundedYear: {{ in: [{Repeat(9_900, i => $"$a{i} ")}] }} }}) {{ totalCount }} }}",
            ["operations"] = Repeat(2_000, i => $"query a{i} {{ __typename }} "),
            ["operations with one fragment"] = Repeat(900, i => $"query a{i} {{ ...F }} ") + "fragment F on Query { __typename }",
            ["fragments that nobody spreads"] = "{ __typename } " + Repeat(2_000, i => $"fragment a{i} on Query {{ __typename }} "),
            ["inline fragments in a chain of fragments"] =
                "{ ...F0 } "
                    + Repeat(150, i => $"fragment F{i} on Query {{ {Repeat(38, _ => "...{")} ...F{i + 1} {Repeat(38, _ => "}")} }} ")
                    + "fragment F150 on Query { __typename }",
            ["fragments that nobody spreads in a chain"] =
                "{ __typename } " + Repeat(2_000, i => $"fragment F{i} on Query {{ ...F{i + 1} }} ")
                    + "fragment F2000 on Query { __typename }",
            ["operations with one fragment that uses many variables"] =
                Repeat(400, i => $"query a{i} {{ ...F }} ")
                    + "fragment F on Query { cooperatives(where: { foundedYear: { "
                    + $"in: [{Repeat(8_000, i => $"$a{i} ")}] }} }}) {{ totalCount }} }}",
            ["aliases of other fields"] = $"{{ regions {{ nodes {{ {Repeat(1_000, i => $"a: code a: name ")} }} }} }}",
            ["fields that exclude each other"] =
                "mutation($i: RecordMovementInput!) { recordMovement(input: $i) { "
                    + $"errors {{ {Repeat(400, i => $"... on UnknownGrantError {{ a: message }} ... on AmountError {{ a: __typename }} ")} "
                    + "} } }",
            ["a fragment within itself, below fields"] =
                "{ regions { nodes { ...A } } } fragment A on Region { provinces { nodes { region { ...A ...B } } } } "
                    + "fragment B on Region { a: provinces { nodes { region { ...A ...B } } } }",
            ["fragments that nobody spreads and that double below fields"] =
                "{ __typename }"
                    + Repeat(
                        30,
                        i =>
                            $" fragment F{i} on Region {{ "
                                + $"{Repeat(2, j => $"a{j}: provinces {{ nodes {{ region {{ ...F{i + 1} }} }} }} ")} }}")
                    + " fragment F30 on Region { code }",
            ["fragments in a chain"] =
                "{ ...F0 } " + Repeat(900, i => $"fragment F{i} on Query {{ ...F{i + 1} }} ") + "fragment F900 on Query { __typename }",
            ["fragments of one name"] = "{ ...F } " + Repeat(2_000, _ => "fragment F on Query { __typename } "),
            ["unknown fragments"] = $"{{ {Repeat(9_000, i => $"...F{i} ")} }}",
            ["inline fragments"] = $"{{ {Repeat(2_000, _ => "... { __typename } ")} }}",
            ["inline fragments in each other"] = $"{{ {Repeat(90, _ => "... { ")} __typename {Repeat(90, _ => "} ")} }}",
            ["directives"] = $"{{ {Repeat(2_000, _ => "code @include(if: true) @skip(if: false) ")} }}",
            ["a list of lists"] = $"{{ grants(where: {{ amount: {{ in: [{Repeat(6_000, _ => "[1] ")}] }} }}) {{ totalCount }} }}",
            ["a filter of many"] = $"{{ grants(where: {{ or: [{Repeat(2_400, _ => "{ amount: { eq: 1 } } ")}] }}) {{ totalCount }} }}",
            ["filters in each other"] =
                $"{{ grants(where: {Repeat(90, _ => "{ and: [ ")}{{}}{Repeat(90, _ => "] } ")}) {{ totalCount }} }}",
            ["braces"] = new string('{', 200_000),
            ["quotes"] = "{ a(b: " + new string('"', 200_000) + ") }",
            ["comments"] = Repeat(60_000, _ => "#\n") + "{ __typename }",
        };

        // Pairs of pairs of these would take from minutes to hours: that the test ends says most.
        var executor = graph.NewExecutor(limits: limits);
        foreach (var (what, document) in documents)
        {
            var answer = await GraphFixture.AnswerAsync(executor, document);
            Assert.True((answer["errors"]?.AsArray().Count ?? 0) <= 5, what);
            Assert.All(answer["errors"]?.AsArray() ?? [], error => Assert.True((error!["locations"]?.AsArray().Count ?? 0) <= 5, what));
        }
    }

    [Fact]
    public async Task So_does_the_reading_of_huge_variables()
    {
        const int many = 3_000;
        var executor = graph.NewExecutor();
        var query =
            $"query({Repeat(many, i => $"$a{i}: Int ")}) {{ cooperatives(where: {{ foundedYear: {{ "
                + $"in: [{Repeat(many, i => $"$a{i} ")}] }} }}) {{ totalCount }} }}";
        var variables = new JsonObject(Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create($"b{i}", (JsonNode?)"x")));
        var terms = new JsonObject
        {
            ["where"] = new JsonObject
            {
                ["or"] = new JsonArray([.. Enumerable.Range(0, 50_000).Select(_ => JsonNode.Parse("""{"name":{"eq":"a"}}"""))]),
            }
        };

        await GraphFixture.AnswerAsync(executor, query, variables);
        var refused = await GraphFixture.AnswerAsync(
            executor, "query($where: CooperativeFilterInput) { cooperatives(where: $where) { totalCount } }", terms);

        Assert.Equal("HC0047", (string?)refused["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_field_too_often_below_itself_is_named_by_its_place_and_its_path()
    {
        var document = "{ " + Repeat(3, _ => Province[2..]) + "cooperatives { x: nodes { name } }" + Repeat(10, _ => " }");
        var error = Assert.Single((await GraphFixture.AnswerAsync(graph.NewExecutor(), document))["errors"]!.AsArray())!;

        Assert.Equal("Maximum allowed coordinate cycle depth was exceeded.", (string?)error["message"]);
        Assert.Equal(document.IndexOf("x:", StringComparison.Ordinal) + 1, (int)Assert.Single(error["locations"]!.AsArray())!["column"]!);
        Assert.Equal(
            "cooperatives,nodes,province,cooperatives,nodes,province,cooperatives,nodes,province,cooperatives",
            string.Join(',', error["path"]!.AsArray()));
    }

    [Fact]
    public async Task The_depth_of_fields_is_limited_where_it_is_set()
    {
        const string query = "{ regions { nodes { ...F } } } fragment F on Region { provinces { nodes { code } } }";
        var error =
            (await GraphFixture.AnswerAsync(graph.NewExecutor(limits: new DocumentLimits { MaxExecutionDepth = 4 }), query))["errors"]![0]!;

        Assert.Equal(
            "The GraphQL document has an execution depth of 5 which exceeds the max allowed execution depth of 4.",
            (string?)error["message"]);
        Assert.Equal("""[{"line":1,"column":1}]""", error["locations"]!.ToJsonString());
        Assert.Equal("""{"allowedExecutionDepth":4,"detectedExecutionDepth":5}""", error["extensions"]!.ToJsonString());
        Assert.NotNull(
            (await GraphFixture.AnswerAsync(graph.NewExecutor(limits: new DocumentLimits { MaxExecutionDepth = 5 }), query))["data"]);
        Assert.NotNull((await GraphFixture.AnswerAsync(graph.NewExecutor(), query))["data"]);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }", "__schema", 3)]
    [InlineData("{ ...F } fragment F on Query { x: __type(name: \"Grant\") { name } }", "__type", 32)]
    public async Task Introspection_is_refused_where_it_is_not_set(string query, string field, int column)
    {
        var executor = graph.NewExecutor(introspection: new IntrospectionOptions { Enabled = false });

        var answer = await GraphFixture.AnswerAsync(executor, query);

        Assert.Equal(
            $$$"""{"errors":[{"message":"Introspection is not allowed for the current request.","locations":[{"line":1,"column":"""
                + $$$"""{{{column}}}}],"extensions":{"code":"HC0046","field":"{{{field}}}"}}]}""",
            answer.ToJsonString());
        Assert.NotNull((await GraphFixture.AnswerAsync(executor, "{ __typename regions { __typename } }"))["data"]);
    }

    [Theory]
    [InlineData("{ regionz { totalCount } }")]
    [InlineData("{ regions { nodes { cod } } }")]
    [InlineData("{ regions(frist: 1) { totalCount } }")]
    public async Task Names_are_suggested_only_to_those_who_may_see_the_schema(string query)
    {
        var open = await GraphFixture.AnswerAsync(graph.NewExecutor(), query);
        var closed = await GraphFixture.AnswerAsync(graph.NewExecutor(introspection: new IntrospectionOptions { Enabled = false }), query);

        Assert.Contains("Did you mean", open.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", closed.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEmpty(closed["errors"]!.AsArray());
    }

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}

public sealed class DocumentLimitsOnSqlite(SqliteGraph graph) : DocumentLimitTests(graph), IClassFixture<SqliteGraph>;

public sealed class DocumentLimitsOnPostgres(PostgresGraph graph) : DocumentLimitTests(graph), IClassFixture<PostgresGraph>;
