using System.Net;
using System.Text;
using System.Text.Json;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class PostTests
{
    [Fact]
    public async Task A_request_reaches_the_graph_as_it_was_sent()
    {
        GraphRequest? seen = null;
        await using var server = await HttpServer.StartAsync((request, _) =>
        {
            seen = request;
            return ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, HttpServer.Data));
        });

        await server.PostAsync(
            """
            { "unknown": [1, {"a": 2}], "variables": {"name": "Khémisset \ud83c\udf4c", "n": 1.50},
              "\u006fperationName": "A", "query": "query A { \u006eame }",
              "extensions": {"a": {"b": []}} }
            """,
            contentType: "application/json; charset=\"UTF-8\"");

        Assert.NotNull(seen);
        Assert.Equal(("query A { name }", "A", true), (seen.Query, seen.OperationName, seen.AllowMutations));
        Assert.Equal("Khémisset 🍌", seen.Variables.GetProperty("name").GetString());
        Assert.Equal("1.50", seen.Variables.GetProperty("n").GetRawText());
    }

    [Theory]
    [InlineData("""{"query":"{ a }"}""")]
    [InlineData("""{"query":"{ a }","variables":null,"operationName":null,"extensions":null}""")]
    [InlineData("\uFEFF{\"query\":\"{ a }\"}")]
    [InlineData("  \r\n{\"query\":\"{ a }\",\"id\":\"x\"}\n ")]
    public async Task What_is_optional_may_be_missing_or_null(string body)
    {
        GraphRequest? seen = null;
        await using var server = await HttpServer.StartAsync((request, _) =>
        {
            seen = request;
            return ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, HttpServer.Data));
        });

        var response = await server.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new GraphRequest("{ a }"), seen);
        Assert.Equal(JsonValueKind.Undefined, seen!.Variables.ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{ \"not a JSON")]
    [InlineData("{\"query\":\"{ a }\"} x")]
    [InlineData("{\"query\":\"{ a }\"}{}")]
    [InlineData("{\"query\":\"{ a }\",}")]
    [InlineData("{\"query\":\"\\ud800\"}")]
    [InlineData("{\"query\":\"{ a }\",\"variables\":{\"a\":\"\\uDC00x\"}}")]
    [InlineData("{\"query\":\"{ a }\",\"variables\":{\"\\ud83c\":1}}")]
    [InlineData("{ a }")]
    public async Task What_is_no_json_is_refused_in_every_format(string body)
    {
        await using var server = await HttpServer.StartAsync();

        var error = await HttpAssertions.RefusedAsync(await server.PostAsync(body), HttpStatusCode.BadRequest, "HC0012");
        Assert.Equal("Invalid JSON document.", error.GetProperty("message").GetString());

        var legacy = await server.PostAsync(body, "application/json");
        Assert.Equal((HttpStatusCode.BadRequest, HttpAssertions.Json), (legacy.StatusCode, legacy.Content.Headers.ContentType?.ToString()));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        await using var server = await HttpServer.StartAsync();
        var json = """{"query":"{ a }"}""";

        foreach (var body in (byte[][])
        [
            Encoding.Unicode.GetBytes(json), Encoding.BigEndianUnicode.GetBytes(json), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(json)],
            [.. "{\"query\":\"{ a }\",\"variables\":{\"a\":\""u8, 0xC3, 0x28, .. "\"}}"u8],
        ])
        {
            await HttpAssertions.RefusedAsync(await server.PostAsync(body), HttpStatusCode.BadRequest, "HC0012");
        }

        await HttpAssertions.RefusedAsync(
            await server.PostAsync(json, contentType: "application/json; charset=utf-16"), HttpStatusCode.BadRequest, "HC0012");
    }

    [Theory]
    [InlineData(62, null)]
    [InlineData(63, "Invalid JSON document: it is nested deeper than the 64 levels that are allowed.")]
    [InlineData(100_000, "Invalid JSON document: it is nested deeper than the 64 levels that are allowed.")]
    public async Task Json_nested_too_deeply_is_refused_and_says_so(int levels, string? message)
    {
        await using var server = await HttpServer.StartAsync();
        var deep = "{\"query\":\"{ a }\",\"variables\":{\"a\":" + new string('[', levels) + new string(']', levels) + "}}";

        using var response = await server.PostAsync(deep);

        Assert.Equal(message is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        var error = System.Text.Json.Nodes.JsonNode.Parse(await HttpAssertions.TextAsync(response))!["errors"]?[0];
        Assert.Equal(message, (string?)error?["message"]);
        Assert.Equal(message is null ? null : "HC0012", (string?)error?["extensions"]!["code"]);
    }

    [Theory]
    [InlineData("{}", "HC0013")]
    [InlineData("""{"query":null}""", "HC0013")]
    [InlineData("""{"query":""}""", "HC0013")]
    [InlineData("""{"notquery":"{ a }"}""", "HC0013")]
    [InlineData("""{"id":"abc"}""", "HC0020")]
    [InlineData("""{"documentId":"abc"}""", "HC0020")]
    [InlineData("""{"documentId":"abc","id":"abc"}""", "HC0020")]
    [InlineData("""{"documentId":"abc","id":null,"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}""", "HC0020")]
    [InlineData("""{"documentId":"abc","id":"abd"}""", "HC0009")]
    [InlineData("""{"query":"{ a }","documentId":"abc","id":"abd"}""", "HC0009")]
    [InlineData("""{"documentId":5}""", "HC0009")]
    [InlineData("""{"documentId":""}""", "HC0013")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}""", "HC0020")]
    [InlineData("null", "HC0009")]
    [InlineData("\"{ a }\"", "HC0009")]
    [InlineData("""[{"query":"{ a }"},{"query":"{ b }"}]""", "HC0009")]
    [InlineData("[]", "HC0009")]
    [InlineData("""{"query":0}""", "HC0009")]
    [InlineData("""{"query":{"a":1}}""", "HC0009")]
    [InlineData("""{"query":["a"]}""", "HC0009")]
    [InlineData("""{"query":"{ a }","operationName":false}""", "HC0009")]
    [InlineData("""{"query":"{ a }","variables":"a"}""", "HC0009")]
    [InlineData("""{"query":"{ a }","variables":[{"a":1}]}""", "HC0009")]
    [InlineData("""{"query":"{ a }","extensions":0}""", "HC0009")]
    public async Task A_request_that_asks_nothing_or_wrongly_is_refused(string body, string code)
    {
        await using var server = await HttpServer.StartAsync();

        await HttpAssertions.RefusedAsync(await server.PostAsync(body), HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_not_found(string? contentType)
    {
        await using var server = await HttpServer.StartAsync();

        await HttpAssertions.RefusedAsync(
            await server.PostAsync("""{"query":"{ a }"}""", contentType: contentType), HttpStatusCode.NotFound, "HC0009");
    }

    [Fact]
    public async Task A_form_needs_the_header_of_its_kind()
    {
        await using var server = await HttpServer.StartAsync();
        const string form = "multipart/form-data; boundary=x";
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("--x--") };
        asked.Content.Headers.Remove("Content-Type");
        asked.Content.Headers.TryAddWithoutValidation("Content-Type", form);
        asked.Headers.Add("GraphQL-Preflight", "1");

        await HttpAssertions.RefusedAsync(await server.PostAsync("--x--", contentType: form), HttpStatusCode.BadRequest, "HC0077");
        await HttpAssertions.RefusedAsync(await server.SendAsync(asked), HttpStatusCode.BadRequest, "HC0034");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_not_found(string method)
    {
        await using var server = await HttpServer.StartAsync();

        Assert.Equal(
            HttpStatusCode.NotFound, (await server.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/graphql"))).StatusCode);
    }
}
