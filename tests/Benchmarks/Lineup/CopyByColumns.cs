
namespace IndhCoops.Benchmarks.Lineup;

/// <summary>The copy by columns of a server.</summary>
internal static class CopyByColumns
{
    private const string Query = "{ grants { aggregate { count } } balances { aggregate { count } } }";

    /// <summary>The settings of a server that has one, however small the ledger is, and says what it answered.</summary>
    public static readonly (string, string)[] Settings =
        [("INDHCOOPS_Columns__Enabled", "true"), ("INDHCOOPS_PlanReport__Enabled", "true")];

    /// <summary>Waits until the copy answers: it is made after the start, and after each large write.</summary>
    public static async Task WaitAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{server.Port}") };
        while (true)
        {
            using var question = new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = JsonContent.Create(new { query = Query }),
            };
            question.Headers.Add("GraphQL-Plan", "1");
            using var answer = await client.SendAsync(question, cancellationToken);
            var plan = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
            if (plan.Contains("\"store\":\"columns\"", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(200, cancellationToken);
        }
    }
}
