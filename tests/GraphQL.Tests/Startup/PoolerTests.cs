using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Answers;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>The graph behind PgBouncer, which gives each transaction another session.</summary>
public sealed class PoolerTests
{
    private const int Clients = 60;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_queries_at_once_are_answered_again_and_again()
    {
        await using var database = await TestDatabase.WithDemoAsync(DatabaseKind.PostgreSql, 60, Cancelled);
        await using var pooler = await PgBouncer.StartAsync(database, Cancelled);
        await using var server = await AnswerServer.StartAsync(pooler.Through(database));
        await using var context = database.Contexts.CreateDbContext();
        var cooperatives = await context.Cooperatives.CountAsync(Cancelled);

        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => AskAsync(server, client)));

            Assert.All(answers, answer => Assert.True(answer["errors"] is null, answer.ToJsonString()));
            Assert.All(answers, answer => Assert.Equal(cooperatives, (int)answer["data"]!["cooperatives"]!["totalCount"]!));
        }
    }

    // Each client's question has a shape of its own, and an aggregate beside its lists: several statements, of one state.
    private static async Task<JsonNode> AskAsync(AnswerServer server, int client)
    {
        var query =
            $$"""{ cooperatives(first: {{client % 50}}) { totalCount nodes { name grants(first: {{client % 7}}) { nodes { amount } """
                + $$"""aggregate { sum { amount } } } } } }""";
        using var response = await server.Client.PostAsJsonAsync("/graphql", new { query }, Cancelled);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }
}
