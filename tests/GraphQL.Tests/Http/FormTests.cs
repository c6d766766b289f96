using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Tests.Importing;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>
/// Forms of the GraphQL multipart request specification are read as HotChocolate reads them, and refused as it refuses them.
/// </summary>
public sealed class FormTests
{
    private const string Operations = """{ "query": "mutation($f: Upload!) { a(f: $f) }", "variables": { "f": null } }""";
    private const string Map = """{ "0": ["variables.f"] }""";

    private static readonly byte[] Bytes = "abc"u8.ToArray();

    public static TheoryData<string, (string, object, string?)[]> BadForms { get; } = new()
    {
        { "HC0034", [("other", "x", null)] },
        { "HC0034", [("operations", "", null), ("map", Map, null)] },
        { "HC0034", [("0", Bytes, "a.csv")] },
        { "HC0034", [("operations", Encoding.UTF8.GetBytes(Operations), "operations.json")] },
        { "HC0044", [("operations", Operations, null)] },
        { "HC0035", [("map", Map, null), ("operations", Operations, null), ("0", Bytes, "a.csv")] },
        { "HC0035", [("map", Map, null)] },
        { "HC0035", [("operations", Operations, null), ("0", Bytes, "a.csv"), ("map", Map, null)] },
        { "HC0043", [("operations", Operations, null), ("map", "data", null)] },
        { "HC0043", [("operations", Operations, null), ("map", "", null)] },
        { "HC0043", [("operations", Operations, null), ("map", """{ "0": "variables.f" }""", null)] },
        { "HC0037", [("operations", Operations, null), ("map", """{ "0": [] }""", null), ("0", Bytes, "a.csv")] },
        { "HC0038", [("operations", Operations, null), ("map", Map, null)] },
        { "HC0038", [("operations", Operations, null), ("map", """{ "": ["variables.f"] }""", null)] },
        { "HC0039", [("operations", Operations, null), ("map", """{ "0": ["variables.nowhere"] }""", null), ("0", Bytes, "a.csv")] },
        { "HC0039", [("operations", """{ "query": "{ a }" }""", null), ("map", Map, null), ("0", Bytes, "a.csv")] },
        { "HC0040", [("operations", Operations, null), ("map", """{ "0": ["variables.f.0"] }""", null), ("0", Bytes, "a.csv")] },
        { "HC0041", [("operations", Operations, null), ("map", """{ "0": ["variables"] }""", null), ("0", Bytes, "a.csv")] },
        { "HC0042", [("operations", Operations, null), ("map", """{ "0": ["input.f"] }""", null), ("0", Bytes, "a.csv")] },
        {
            "HC0115",
            [("operations", Operations.Replace("null", "1", StringComparison.Ordinal), null), ("map", Map, null), ("0", Bytes, "a.csv")]
        },
        {
            "HC0115",
            [
                ("operations", Operations, null), ("map", """{ "0": ["variables.f"], "1": ["variables.f"] }""", null),
                ("0", Bytes, "a.csv"), ("1", Bytes, "a.csv"),
            ]
        },
        { "HC0033", [("operations", Operations, null), ("map", Map, null), ("0", Bytes, "a.csv"), ("0", Bytes, "a.csv")] },
        { "HC0033", [("operations", Operations, null), ("map", Map, null), ("0", Bytes, "a.csv"), ("1", Bytes, "b.csv")] },
        { "HC0033", [("operations", Operations, null), ("operations", Operations, null)] },
        {
            "HC0012",
            [
                ("operations", """{ "query": "{ a }", "variables": { "f": null, "f": null } }""", null),
                ("map", Map, null),
                ("0", Bytes, "a.csv"),
            ]
        },
        { "HC0012", [("operations", "{", null), ("map", Map, null), ("0", Bytes, "a.csv")] },
        { "HC0009", [("operations", $"[{Operations}]", null), ("map", """{ "0": ["0.variables.f"] }""", null), ("0", Bytes, "a.csv")] },
    };

    [Theory]
    [MemberData(nameof(BadForms), DisableDiscoveryEnumeration = true)]
    public async Task A_form_that_is_none_is_refused_with_the_code_that_says_why(string code, (string, object, string?)[] parts)
    {
        await using var server = await HttpServer.StartAsync();
        using var form = Forms.Of(parts);
        using var request = Forms.Request(form);
        await HttpAssertions.RefusedAsync(await server.SendAsync(request), HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_form_that_ends_early_and_one_without_a_boundary_are_refused()
    {
        await using var server = await HttpServer.StartAsync();
        await HttpAssertions.RefusedAsync(await PostAsync("multipart/form-data", ""), HttpStatusCode.BadRequest, "HC0033");
        await HttpAssertions.RefusedAsync(
            await PostAsync("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{"),
            HttpStatusCode.BadRequest,
            "HC0033");

        Task<HttpResponseMessage> PostAsync(string contentType, string body)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return server.SendAsync(Forms.Request(content));
        }
    }

    [Theory]
    [InlineData("""{ "f": null }""", """{ "0": ["variables.f"] }""")]
    [InlineData("""{ "input": { "files": [1, null] } }""", """{ "0": ["variables.input.files.1"] }""")]
    public async Task A_file_takes_the_place_that_the_map_gives_it(string variables, string map)
    {
        GraphRequest? asked = null;
        await using var server = await HttpServer.StartAsync((request, _) =>
        {
            asked = request;
            return ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, HttpServer.Data));
        });
        using var form = Forms.Of(
            ("operations", $$"""{ "query": "{ a }", "variables": {{variables}} }""", null),
            ("map", map, null),
            ("0", Bytes, "../Août 1.csv"));
        using var response = await server.SendAsync(Forms.Request(form));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (text, file) = Assert.Single(asked!.Files!);
        Assert.Equal(("Août 1.csv", 3L), (file.Name, file.Length));
        Assert.Contains(JsonSerializer.Serialize(text), asked.Variables.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("null", asked.Variables.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_in_a_list_have_files_each()
    {
        var asked = new List<string>();
        await using var server = await HttpServer.StartAsync(
            (request, _) =>
            {
                asked.Add(
                    string.Concat(
                        request.Files!.Where(file => request.Variables.GetRawText().Contains(file.Key, StringComparison.Ordinal))
                            .Select(file => file.Value.Name)));
                return ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, HttpServer.Data));
            },
            ("GraphHttp:Batching", "true"));
        using var form = Forms.Of(
            ("operations", $"[{Operations},{Operations}]", null),
            ("map", """{ "a": ["0.variables.f"], "b": ["1.variables.f"] }""", null),
            ("a", Bytes, "a.csv"),
            ("b", Bytes, "b.csv"));
        using var response = await server.SendAsync(Forms.Request(form), "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["a.csv", "b.csv"], asked);
        Assert.Equal(2, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray().Count);
    }
}
