using System.Net;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql/?sdl")]
    [InlineData("/graphql/schema")]
    [InlineData("/graphql/schema.graphql")]
    public async Task The_schema_is_offered_for_download(string path)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync(path, "text/html,application/xhtml+xml,*/*;q=0.8");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/graphql; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"schema.graphql\"", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("public, must-revalidate, max-age=3600", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(HttpServer.Schema, await HttpAssertions.TextAsync(response));
    }

    [Theory]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql/schema")]
    [InlineData("/graphql/schema.graphql?types=Query")]
    public async Task A_schema_that_is_hidden_from_introspection_is_not_offered_either(string path)
    {
        await using var server = await HttpServer.StartAsync(("Introspection:Enabled", "false"));

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_client_that_has_the_schema_is_not_sent_it_again()
    {
        await using var server = await HttpServer.StartAsync();
        var tag = (await server.GetAsync("/graphql/schema")).Headers.ETag;
        Assert.NotNull(tag);

        foreach (var (known, status) in new[]
        {
            (tag.ToString(), HttpStatusCode.NotModified),
            ("*", HttpStatusCode.NotModified),
            ($"W/{tag}, \"x\"", HttpStatusCode.NotModified),
            ("\"x\"", HttpStatusCode.OK),
        })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            var response = await server.SendAsync(request);
            Assert.Equal((status, tag), (response.StatusCode, response.Headers.ETag));
        }
    }

    [Fact]
    public async Task Single_types_may_be_asked_for()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync("/graphql?sdl&types=Place,Query");

        Assert.Equal(
            "\"A place.\"\nscalar Place\n\n\"\"\"\nThe root.\n\"\"\"\ntype Query {\n  name: String\n}\n",
            await HttpAssertions.TextAsync(response));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "HC0058")]
    [InlineData("a-b", HttpStatusCode.BadRequest, "HC0059")]
    [InlineData("Query,Unknown", HttpStatusCode.NotFound, "HC0060")]
    public async Task Types_that_are_not_there_are_refused(string types, HttpStatusCode status, string code)
    {
        await using var server = await HttpServer.StartAsync();

        await HttpAssertions.RefusedAsync(await server.GetAsync($"/graphql/schema?types={types}"), status, code);
    }

    [Fact]
    public async Task The_length_can_be_asked_for_alone()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/graphql/schema"));

        Assert.Equal((HttpStatusCode.OK, (long?)HttpServer.Schema.Length), (response.StatusCode, response.Content.Headers.ContentLength));
    }
}
