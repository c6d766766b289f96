using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

[Collection(OneAtATime.Name)]
public sealed class GraphQLOverHttpTests(ServerProcess server)
{
    // HotChocolate, and the specification since 2025, answer application/graphql-response+json where these want application/json.
    private static readonly string[] Outdated = ["47DE", "80D8"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task The_audits_of_GraphQL_over_HTTP_pass()
    {
        var audits = JsonSerializer.Deserialize<Audit[]>(await NodeScript.RunAsync("audit.mjs", server.Graph.ToString()), Options)!;

        Assert.True(audits.Length > 60, $"Only {audits.Length} audits ran.");
        Assert.Equal(
            Outdated,
            audits.Where(audit => audit.Status != "ok" && !audit.Name.StartsWith("MAY", StringComparison.Ordinal)).Select(audit => audit.Id)
                .Order());
    }

    private sealed record Audit(string Id, string Name, string Status, string? Reason);
}
