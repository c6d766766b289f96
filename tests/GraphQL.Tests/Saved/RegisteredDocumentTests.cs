using System.Net;
using System.Text.Json;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Saved;

/// <summary>Documents that clients register by their hash ("automatic persisted queries").</summary>
public sealed class RegisteredDocumentTests
{
    private const string Document = "{ région: __typename }";

    [Fact]
    public async Task A_document_is_asked_for_once_and_known_by_its_hash_from_then_on()
    {
        await using var server = await EchoAsync();

        var miss = await HttpAssertions.RefusedAsync(await PostAsync(server, null, Document), HttpStatusCode.BadRequest, "HC0020");
        Assert.Equal("PersistedQueryNotFound", miss.GetProperty("message").GetString());

        var hash = RequestDocuments.HashOf(Document);
        var stored = JsonDocument.Parse(await HttpAssertions.TextAsync(await PostAsync(server, Document, Document))).RootElement;
        Assert.Equal(Document, stored.GetProperty("data").GetString());
        Assert.Equal(
            $$$"""{"persistedQuery":{"sha256Hash":"{{{hash}}}","persisted":true}}""", stored.GetProperty("extensions").GetRawText());

        foreach (var hit in new[]
        {
            await PostAsync(server, null, Document),
            await server.GetAsync($"/graphql?extensions={Uri.EscapeDataString(Extensions(hash))}"),
        })
        {
            var answer = JsonDocument.Parse(await HttpAssertions.TextAsync(hit)).RootElement;
            Assert.Equal((HttpStatusCode.OK, Document), (hit.StatusCode, answer.GetProperty("data").GetString()));
            Assert.False(answer.TryGetProperty("extensions", out _));
        }
    }

    [Fact]
    public async Task A_document_may_be_registered_by_get()
    {
        await using var server = await EchoAsync();
        var extensions = Uri.EscapeDataString(Extensions(RequestDocuments.HashOf(Document)));

        await HttpAssertions.RefusedAsync(await server.GetAsync($"/graphql?extensions={extensions}"), HttpStatusCode.BadRequest, "HC0020");
        Assert.Contains(
            "\"persisted\":true",
            await HttpAssertions.TextAsync(
                await server.GetAsync($"/graphql?query={Uri.EscapeDataString(Document)}&extensions={extensions}")),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync($"/graphql?extensions={extensions}")).StatusCode);
    }

    [Fact]
    public async Task A_document_with_another_hash_is_answered_and_told_the_right_one_and_nothing_is_kept()
    {
        await using var server = await EchoAsync();

        using var answer = await PostAsync(server, "{ other }", Document);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var persisted = JsonDocument.Parse(await HttpAssertions.TextAsync(answer)).RootElement.GetProperty("extensions")
            .GetProperty("persistedQuery");
        Assert.False(persisted.GetProperty("persisted").GetBoolean());
        Assert.Equal(
            (RequestDocuments.HashOf("{ other }"), "sha256Hash", "Hex"),
            (
                persisted.GetProperty("expectedHashValue").GetString(),
                persisted.GetProperty("expectedHashType").GetString(),
                persisted.GetProperty("expectedHashFormat").GetString()));
        await HttpAssertions.RefusedAsync(await PostAsync(server, null, Document), HttpStatusCode.BadRequest, "HC0020");
        await HttpAssertions.RefusedAsync(await PostAsync(server, null, "{ other }"), HttpStatusCode.BadRequest, "HC0020");
    }

    [Fact]
    public async Task A_document_that_the_graph_refuses_is_not_kept()
    {
        await using var server = await HttpServer.StartAsync(GraphOutcome.Refused);

        Assert.DoesNotContain(
            "persisted", await HttpAssertions.TextAsync(await PostAsync(server, Document, Document)), StringComparison.Ordinal);
        await HttpAssertions.RefusedAsync(await PostAsync(server, null, Document), HttpStatusCode.BadRequest, "HC0020");
    }

    [Fact]
    public async Task What_was_used_longest_ago_is_forgotten_first()
    {
        // Room for two such documents, with their hashes and what keeping them takes.
        await using var server = await EchoAsync(("Persisted:RegisteredCharacters", "350"));
        await PostAsync(server, "{ a }", "{ a }");
        await PostAsync(server, "{ b }", "{ b }");
        await PostAsync(server, null, "{ a }");
        await PostAsync(server, "{ c }", "{ c }");

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, null, "{ a }")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, null, "{ c }")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, null, "{ b }")).StatusCode);
    }

    [Theory]
    [InlineData("""{"version":1,"md5Hash":"abc"}""")]
    [InlineData("""{"version":1,"sha256Hash":5}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_hash_of_another_kind_is_never_known_and_does_not_keep_a_document_from_being_answered(string persistedQuery)
    {
        await using var server = await EchoAsync();

        await HttpAssertions.RefusedAsync(
            await server.PostAsync($$$"""{"extensions":{"persistedQuery":{{{persistedQuery}}}}}"""), HttpStatusCode.BadRequest, "HC0020");
        var answer = await server.PostAsync($$$"""{"query":"{ a }","extensions":{"persistedQuery":{{{persistedQuery}}}}}""");
        Assert.Equal("""{"data":"{ a }"}""", await HttpAssertions.TextAsync(answer));
    }

    // Answers with the document that the graph was asked to execute.
    private static Task<HttpServer> EchoAsync(params (string Key, string Value)[] settings) => HttpServer.StartAsync(
        (request, _) => ValueTask.FromResult(
            new GraphResponse(GraphOutcome.Executed, JsonSerializer.SerializeToUtf8Bytes(new { data = request.Query }))),
        settings);

    private static Task<HttpResponseMessage> PostAsync(HttpServer server, string? query, string hashed) => server.PostAsync(query is null
        ? $$"""{"extensions":{{Extensions(RequestDocuments.HashOf(hashed))}}}"""
        : $$"""{"query":{{JsonSerializer.Serialize(query)}},"extensions":{{Extensions(RequestDocuments.HashOf(hashed))}}}""");

    private static string Extensions(string hash) =>
        JsonSerializer.Serialize(new { persistedQuery = new { version = 1, sha256Hash = hash } });
}
