using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Peers;

/// <summary>The same questions in PostGraphile's names. It has no groups without a further plugin.</summary>
internal static class PostGraphileQueries
{
    private const string OfRegion =
        "filter: { provinceByProvinceCode: { regionCode: { equalTo: $region } }, foundedYear: { greaterThanOrEqualTo: $since } }";

    // The columns by which the graph sorts a name: its folded form, and the key where names are the same.
    private const string ByName = "orderBy: [NAME_SEARCH_ASC, PRIMARY_KEY_ASC]";

    private static readonly Dictionary<Work, string> Queries = new()
    {
        [Work.Flat] = $$"""
            query ($region: String!, $since: Int!) {
              allCooperatives(first: 50, {{OfRegion}}, {{ByName}}) {
                nodes { rowId name foundedYear exports provinceByProvinceCode { code name } }
              }
            }
            """,
        [Work.Nested] = $$"""
            query ($region: String!, $since: Int!) {
              allCooperatives(first: 20, {{OfRegion}}, {{ByName}}) {
                nodes {
                  rowId name provinceByProvinceCode { code name regionByRegionCode { code name } }
                  grantsByCooperativeId(first: 10, orderBy: PRIMARY_KEY_ASC) {
                    nodes { amount awardedOn phase programmeByProgrammeCode { code name } }
                  }
                }
              }
            }
            """,
        [Work.Levels] = $$"""
            query ($region: String!, $since: Int!) {
              allProvinces(first: 5, condition: { regionCode: $region }, {{ByName}}) {
                nodes {
                  code name
                  cooperativesByProvinceCode(first: 5, filter: { foundedYear: { greaterThanOrEqualTo: $since } }, {{ByName}}) {
                    nodes {
                      rowId name
                      grantsByCooperativeId(first: 5, orderBy: PRIMARY_KEY_ASC) {
                        nodes { amount awardedOn programmeByProgrammeCode { code name } }
                      }
                    }
                  }
                }
              }
            }
            """,
        [Work.Single] = "query ($region: String!) { regionByCode(code: $region) { code name nameArabic population } }",
        [Work.Count] = $$"""query ($region: String!, $since: Int!) { allCooperatives({{OfRegion}}) { totalCount } }""",
    };

    /// <summary>The bytes that ask a question; null where it cannot be asked.</summary>
    public static byte[]? Request(Work work, Question question) =>
        Queries.TryGetValue(work, out var query) ? HttpBytes.Ask("/graphql", query, question) : null;
}
