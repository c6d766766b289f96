using System.Text.Json;
using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Walks;

/// <summary>Walks all cooperatives by their cursors, page by page, and then measures the page it came to beside the first.</summary>
internal static class KeysetWalk
{
    private const int Pages = 1000;

    private const string Query = """
        query ($after: String) {
          cooperatives(first: 50, after: $after, order: [{ name: ASC }]) {
            nodes { id name foundedYear exports province { code name } }
            pageInfo { hasNextPage endCursor }
          }
        }
        """;

    /// <summary>Measures page 1 and page 1,000, or the last where there are fewer.</summary>
    public static WalkResult? Measure(
        DatabaseKind database, Contender graph, Turns turns, int connections, CancellationToken cancellationToken)
    {
        var (page, after) = Walk(graph.Server, cancellationToken);
        var measured = turns.Measure(
            [
                (1, graph.Server, [HttpBytes.Ask("/graphql", Query, new { })]),
                (page, graph.Server, [HttpBytes.Ask("/graphql", Query, new { after })]),
            ],
            "page",
            connections,
            cancellationToken);
        return measured is [var (_, first), var (_, deep)] ? new WalkResult(database, connections, page, first, deep) : null;
    }

    // Ends before the last page of all, which may be short.
    private static (int Page, string? After) Walk(ServerProcess server, CancellationToken cancellationToken)
    {
        using var connection = new KeepAliveConnection(server.Port);
        string? after = null;
        var (info, page) = (PageInfo(connection, null), 1);
        for (; page < Pages && info.GetProperty("hasNextPage").GetBoolean(); page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = info.GetProperty("endCursor").GetString();
            var nextInfo = PageInfo(connection, next);
            if (!nextInfo.GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }

            (after, info) = (next, nextInfo);
        }

        return (page, after);
    }

    private static JsonElement PageInfo(KeepAliveConnection connection, string? after) =>
        JsonElement.Parse(connection.Exchange(HttpBytes.Ask("/graphql", Query, new { after }))).GetProperty("data")
            .GetProperty("cooperatives")
            .GetProperty("pageInfo");
}
