using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Answers;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>The attacks that graphql-armor names and graphql-cop tries, on a server with nothing set: none succeeds.</summary>
public abstract class AttackTests(GraphFixture graph)
{
    // Two objects stand around its list.
    private const string Amounts = "query($amounts: [Decimal!]) { grants(where: { amount: { in: $amounts } }) { totalCount } }";

    public static TheoryData<string, string> Documents { get; } = new()
    {
        { "alias overloading", $"query cop {{ {Repeat(101, i => $"alias{i}: __typename ")} }}" },
        { "directive overloading", "query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }" },
        { "field duplication", $"query cop {{ {Repeat(500, _ => "__typename \n")} }}" },
        {
            "circular introspection",
            "query cop { __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
        },
        { "introspection", "query cop { __schema { types { name fields { name } } } }" },
        { "introspection of a type", "{ __type(name: \"Query\") { name } }" },
        { "circular fragments", "query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }" },
        { "character limit", $"{{ cooperatives(where: {{ name: {{ eq: \"{new string('x', 300_000)}\" }} }}) {{ totalCount }} }}" },
        {
            "cost limit",
            "{ cooperatives(first: 50) { nodes { grants(first: 50) { nodes { movements(first: 50) { nodes { amount } } } } } } }"
        },
        { "max depth", $"{{ {Repeat(30, _ => "provinces { nodes { region { ")} name {Repeat(30, _ => "} } } ")} }}" },
        { "max tokens", $"{{ grants(where: {{ amount: {{ in: [{Repeat(30_000, _ => "1 ")}] }} }}) {{ totalCount }} }}" },
    };

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public async Task A_document_of_an_attack_is_refused(string attack, string document)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (status, answer) = await PostAsync(server.Client, new JsonObject { ["query"] = document }.ToJsonString());

        Assert.True(status == HttpStatusCode.BadRequest, $"{attack}: {status} {answer}");
        Assert.Null(answer!["data"]);
        Assert.NotEmpty(answer["errors"]!.AsArray());
        Assert.Equal(0, server.Statements);
    }

    public static TheoryData<string, string, string, string> Bodies { get; } = new()
    {
        { "a list", Body(Amounts, $"{{\"amounts\":[{Repeat(10_001, i => $"{i},")}0]}}"), "HC0010", "at most 10000 are allowed" },
        {
            "a list and literals",
            Body(
                Amounts.Replace("where: {", "where: { and: [{}]", StringComparison.Ordinal),
                $"{{\"amounts\":[{Repeat(9_997, i => $"{i},")}0]}}"),
            "HC0010",
            "at most 10000 are allowed"
        },
        {
            "objects",
            Body(
                "query($where: GrantFilterInput) { grants(where: $where) { totalCount } }",
                $"{{\"where\":{{\"and\":[{Repeat(10_000, _ => "{},")}{{}}]}}}}"),
            "HC0010",
            "at most 10000 are allowed"
        },
        { "fields", Body("{ __typename }", $"{{{Repeat(20_002, i => $"\"a{i}\":1,")}\"a\":1}}"), "HC0010", "at most 10000 are allowed" },
        {
            "nested lists",
            Body("{ __typename }", $"{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}"),
            "HC0012",
            "Invalid JSON"
        },
        { "a text", Body("{ __typename }", $"{{\"a\":\"{new string('x', 10_001)}\"}}"), "HC0010", "at most 10000 characters" },
        {
            "an escaped text",
            Body("{ __typename }", $"{{\"a\":\"{Repeat(10_001, _ => "\\u00e9")}\"}}"),
            "HC0010",
            "at most 10000 characters"
        },
        { "a document", Body($"# {new string('x', 300_000)}", "{}"), "HC0014", "at most 262144 are allowed" },
        {
            "an operation's name",
            $"{{\"query\":\"{{ __typename }}\",\"operationName\":\"{new string('x', 300_000)}\"}}",
            "HC0009",
            "at most 256 characters; `xxx"
        },
        {
            "an operation that there is not",
            $"{{\"query\":\"{{ __typename }}\",\"operationName\":\"{new string('x', 250)}\"}}",
            "",
            "x…` cannot be found"
        },
        { "a saved query's name", $"{{\"id\":\"{new string('x', 300_000)}\"}}", "HC0009", "at most 256 characters; `xxx" },
        { "a document's name", $"{{\"documentId\":\"{new string('x', 300_000)}\"}}", "HC0009", "at most 256 characters; `xxx" },
    };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task A_body_of_an_attack_is_refused_in_a_few_words(string attack, string body, string code, string message)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (status, answer) = await PostAsync(server.Client, body);

        var error = Assert.Single(answer!["errors"]!.AsArray())!;
        Assert.True(
            status == HttpStatusCode.BadRequest && code == ((string?)error["extensions"]?["code"] ?? ""), $"{attack}: {status} {error}");
        Assert.Contains(message, (string?)error["message"], StringComparison.Ordinal);
        Assert.True(answer.ToJsonString().Length < 700, $"{attack}: {answer}");
        Assert.Equal(0, server.Statements);
    }

    [Fact]
    public async Task As_much_as_is_allowed_is_answered()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database, ("Cost:EnforceCostLimits", "false"));

        var (_, list) = await PostAsync(server.Client, Body(Amounts, $"{{\"amounts\":[{Repeat(9_997, i => $"{i},")}0]}}"));
        var (_, text) = await PostAsync(server.Client, Body(
            "query($name: String, $codes: [String]) { cooperatives(where: { name: { eq: $name } }) { totalCount } "
                + "regions(where: { code: { in: $codes } }) { totalCount } }",
            $"{{\"name\":\"{Repeat(10_000, _ => "\\u00e9")}\"}}"));

        Assert.True(list!["errors"] is null, $"{list}");
        Assert.True(text!["errors"] is null, $"{text}");
    }

    [Theory]
    [InlineData("Content-Encoding", "gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Content-Encoding", "br, gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Content-Encoding", "identity", HttpStatusCode.OK)]
    public async Task A_body_that_would_grow_when_it_is_unpacked_is_not_taken(string header, string value, HttpStatusCode status)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);
        using var content = new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, "application/json");
        content.Headers.TryAddWithoutValidation(header, value);

        using var response = await server.Client.PostAsync("/graphql", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Queries_in_batches_are_refused()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (status, answer) = await PostAsync(
            server.Client, $"[{string.Join(',', Enumerable.Repeat("{\"query\":\"{ __typename }\"}", 10))}]");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Batches are not allowed", (string?)answer!["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutation_by_nobody_is_refused()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (status, answer) = await PostAsync(server.Client, new JsonObject { ["query"] = "mutation { __typename }" }.ToJsonString());

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("AUTH_NOT_AUTHENTICATED", (string?)answer!["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_mutation_by_GET_is_refused()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        using var response = await server.Client.GetAsync(
            "/graphql?query=mutation%20cop%20%7B__typename%7D", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "application/x-www-form-urlencoded", "query=query+cop+%7B__typename%7D")]
    [InlineData(HttpStatusCode.NotFound, "text/plain", "{\"query\":\"{ __typename }\"}")]
    [InlineData(
        HttpStatusCode.BadRequest,
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{ __typename }\"}\r\n--x--\r\n")]
    public async Task What_a_foreign_page_can_post_is_not_answered(HttpStatusCode refusal, string contentType, string body)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (status, answer) = await PostAsync(server.Client, body, contentType);

        Assert.Equal(refusal, status);
        Assert.Null(answer?["data"]);
    }

    [Theory]
    [InlineData("{ cooperativez { totalCount } }")]
    [InlineData("{ cooperatives { nodes { nam } } }")]
    [InlineData("{ cooperatives(frist: 1) { totalCount } }")]
    public async Task Names_are_not_suggested(string query)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (_, answer) = await PostAsync(server.Client, new JsonObject { ["query"] = query }.ToJsonString());

        Assert.NotEmpty(answer!["errors"]!.AsArray());
        Assert.DoesNotContain("Did you mean", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_traced_and_no_error_shows_the_inside()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        var (_, answer) = await PostAsync(server.Client, """{"query":"{ __typename }","extensions":{"tracing":true}}""");
        var (_, error) = await PostAsync(server.Client, """{"query":"qwerty cop { abc }"}""");

        Assert.Equal("""{"data":{"__typename":"Query"}}""", answer!.ToJsonString());
        Assert.DoesNotMatch(@"   at |Exception|stacktrace|debug|\.cs\b", error!.ToJsonString());
    }

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql/")]
    [InlineData("/graphql/index.html")]
    [InlineData("/graphiql")]
    [InlineData("/playground")]
    [InlineData("/console")]
    public async Task No_explorer_is_shown(string path)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.False(response.IsSuccessStatusCode);
        // A page that says that there is nothing names its address.
        var text = (await HttpAssertions.TextAsync(response)).Replace(path, "", StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)graphiql|apollo|playground|banana", text);
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Answer)> PostAsync(
        HttpClient client, string body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await client.PostAsync("/graphql", content, TestContext.Current.CancellationToken);
        var text = await HttpAssertions.TextAsync(response);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    private static string Body(string query, string variables) =>
        $"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables}}}";

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}

public sealed class AttacksOnSqlite(SqliteGraph graph) : AttackTests(graph), IClassFixture<SqliteGraph>;

public sealed class AttacksOnPostgres(PostgresGraph graph) : AttackTests(graph), IClassFixture<PostgresGraph>;
