using System.Net.Http.Json;
using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests.Documentation;

/// <summary>The plan that a page shows below a query is the one that the server makes.</summary>
[Collection(OneAtATime.Name)]
public sealed class PlanExampleTests(OwnDataTests.EmptyServer server) : IClassFixture<OwnDataTests.EmptyServer>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_and_drawing_are_those_of_the_query_above_them()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("GraphQL-Plan", "1");
        var drawn = 0;
        foreach (var page in Page.All)
        {
            var examples = page.Examples.ToList();
            foreach (var drawing in examples.Where(example => example.Language == "mermaid"))
            {
                var at = examples.IndexOf(drawing);
                var query = examples.Take(at).Last(example => example.Language == "graphql").Code;
                using var response = await client.PostAsJsonAsync(server.Graph, new { query }, Cancelled);
                var plan = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("extensions").GetProperty("plan");

                Assert.Equal(plan.GetProperty("steps").GetString(), examples[at - 1].Code);
                Assert.Equal(plan.GetProperty("mermaid").GetString(), drawing.Code);
                drawn++;
            }
        }

        Assert.NotEqual(0, drawn);
    }
}
