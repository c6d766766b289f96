using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>The same questions in the names of <see cref="PlainSchema"/>.</summary>
internal static class PlainQueries
{
    private static readonly Dictionary<Work, string> Queries = new()
    {
        [Work.Flat] = """
            query ($region: String!, $since: Int!) {
              cooperatives(region: $region, since: $since, first: 50) { id name foundedYear exports province { code name } }
            }
            """,
        [Work.Nested] = """
            query ($region: String!, $since: Int!) {
              cooperatives(region: $region, since: $since, first: 20) {
                id name province { code name region { code name } }
                grants(first: 10) { amount awardedOn phase programme { code name } }
              }
            }
            """,
        [Work.Levels] = """
            query ($region: String!, $since: Int!) {
              provinces(region: $region, first: 5) {
                code name
                cooperatives(since: $since, first: 5) { id name grants(first: 5) { amount awardedOn programme { code name } } }
              }
            }
            """,
        [Work.Single] = "query ($region: String!) { region(code: $region) { code name nameArabic population } }",
        [Work.Count] = "query ($region: String!, $since: Int!) { cooperativeCount(region: $region, since: $since) }",
        [Work.Groups] = "{ grantGroups(first: 12) { province year count amount share } }",
    };

    /// <summary>The bytes that ask a question; null where it cannot be asked.</summary>
    public static byte[]? Request(Work work, Question question) =>
        Queries.TryGetValue(work, out var query) ? HttpBytes.Ask("/graphql", query, question) : null;
}
