using System.Net;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class GetTests
{
    [Fact]
    public async Task A_query_may_be_asked_but_nothing_changed()
    {
        GraphRequest? seen = null;
        await using var server = await HttpServer.StartAsync((request, _) =>
        {
            seen = request;
            return ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, HttpServer.Data));
        });

        var response = await server.GetAsync(
            "/graphql?query=query%20A%20%7B%20a%20%7D&operationName=A&variables=%7B%22n%22%3A%22%C3%A9%22%7D&extensions=%7B%7D");

        Assert.Equal(
            (HttpStatusCode.OK, HttpAssertions.GraphQLResponse), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Contains("Accept", response.Headers.Vary);
        Assert.NotNull(seen);
        Assert.Equal(("query A { a }", "A", false), (seen.Query, seen.OperationName, seen.AllowMutations));
        Assert.Equal("é", seen.Variables.GetProperty("n").GetString());
    }

    [Fact]
    public async Task A_mutation_is_not_allowed()
    {
        await using var server = await HttpServer.StartAsync((request, _) => ValueTask.FromResult(GraphResponse.FromErrors(
            request.AllowMutations ? GraphOutcome.Executed : GraphOutcome.KindNotAllowed,
            new GraphError("The specified operation kind is not allowed."))));

        var response = await server.GetAsync("/graphql?query=mutation%20%7B%20a%20%7D");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Contains("The specified operation kind is not allowed.", await HttpAssertions.TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql", "HC0013")]
    [InlineData("/graphql?query=", "HC0013")]
    [InlineData("/graphql?id=abc", "HC0020")]
    [InlineData("/graphql?documentId=abc", "HC0020")]
    [InlineData("/graphql?id=abc&documentId=abc", "HC0020")]
    [InlineData("/graphql?id=abc&documentId=abd", "HC0009")]
    [InlineData("/graphql?extensions=%7B%22persistedQuery%22%3A%7B%7D%7D", "HC0020")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%7B", "HC0012")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%7B%7Dx", "HC0012")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%22%5Cud800%22", "HC0012")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%5B%5D", "HC0009")]
    [InlineData("/graphql?query=%7Ba%7D&extensions=1", "HC0009")]
    public async Task What_asks_nothing_or_wrongly_is_refused(string path, string code)
    {
        await using var server = await HttpServer.StartAsync();

        await HttpAssertions.RefusedAsync(await server.GetAsync(path), HttpStatusCode.BadRequest, code);
    }
}
