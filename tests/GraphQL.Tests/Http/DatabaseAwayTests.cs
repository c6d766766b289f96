using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Saved;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>A server whose PostgreSQL cannot be reached: nothing is wrong with a request, which is put off.</summary>
public sealed class DatabaseAwayTests
{
    [Theory]
    [InlineData("/graphql?query={regions{nodes{code}}}")]
    [InlineData("/graphql/table.csv?query={regions{nodes{code}}}")]
    [InlineData("/graphql/persisted/territories")]
    public async Task A_request_is_asked_to_come_again_and_learns_nothing_of_the_database(string path)
    {
        await using var server = await SavedServer.StartAsync(DatabaseOptions.PostgreSql("Host=127.0.0.1;Port=1;Password=secret"));

        using var response = await server.GetAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("The database cannot be reached. Ask again in a moment.", JsonNode.Parse(body)!["errors"]![0]!["message"]!.GetValue<string>());
    }
}
