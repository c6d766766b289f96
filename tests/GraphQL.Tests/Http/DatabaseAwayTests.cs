using System.Net;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>
/// A server whose PostgreSQL cannot be reached: nothing is wrong with a request, which is put off in the format that it asked for.
/// </summary>
public sealed class DatabaseAwayTests
{
    private const string Message = "The database cannot be reached. Ask again in a moment.";
    private const string Graph = $$"""{"errors":[{"message":"{{Message}}"}]}""";
    private const string Problem =
        $$"""{"type":"https://tools.ietf.org/html/rfc9110#section-15.6.4","title":"Service """
            + $$"""Unavailable","status":503,"detail":"{{Message}}"}""";

    private static readonly (string Path, string? Accept, string ContentType, string Body)[] Requests =
    [
        ("/graphql?query={regions{nodes{code}}}", null, "application/graphql-response+json", Graph),
        ("/graphql?query={regions{nodes{code}}}", "application/json", "application/json", Graph),
        (
            "/graphql?query={regions{nodes{code}}}",
            "text/event-stream",
            "text/event-stream",
            $"event: next\ndata: {Graph}\n\nevent: complete\n\n"),
        (
            "/graphql?query={regions{nodes{code}}}",
            "multipart/mixed",
            "multipart/mixed",
            $"\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{Graph}\r\n-----\r\n"),
        ("/graphql?query={regions{nodes{code}}}", "text/csv", "application/graphql-response+json", Graph),
        ("/graphql/table.csv?query={regions{nodes{code}}}", null, "application/graphql-response+json", Graph),
        ("/graphql/persisted/territories", null, "application/graphql-response+json", Graph),
        ("/reports/monthly/2024-06/1/x/balances.csv", null, "application/problem+json", Problem),
    ];

    [Fact]
    public async Task A_request_is_asked_to_come_again_and_learns_nothing_of_the_database()
    {
        await using var server = await AccessServer.StartAsync(DatabaseOptions.PostgreSql("Host=127.0.0.1;Port=1;Password=secret"));
        foreach (var (path, accept, contentType, body) in Requests)
        {
            using var response = await server.GetAsync(path, null, accept is null ? [] : [("Accept", accept)]);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task What_needs_no_database_is_answered()
    {
        await using var server = await AccessServer.StartAsync(DatabaseOptions.PostgreSql("Host=127.0.0.1;Port=1;Password=secret"));
        foreach (var path in new[]
        {
            "/graphql?sdl",
            "/graphql/schema.graphql",
            "/graphql/persisted",
            "/graphql?query={__typename}",
            "/health/live",
        })
        {
            using var response = await server.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }
    }
}
