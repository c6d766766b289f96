using System.Text.Json;

namespace IndhCoops.Benchmarks;

/// <summary>What a client asks for in one region since one year.</summary>
internal sealed record Question(string Region, int Since);

/// <summary>A piece of work that every contender does: the same question in its own way, for many regions and years.</summary>
/// <param name="Name">What it is called in the table, and the path of the hand-written endpoint.</param>
/// <param name="Query">The question to the graph.</param>
internal sealed record Work(string Name, string Query)
{
    /// <summary>A page of 50 cooperatives with their province.</summary>
    public static readonly Work Flat = new("flat", """
        query ($region: String!, $since: Int!) {
          cooperatives(first: 50, where: { province: { region: { code: { eq: $region } } }, foundedYear: { gte: $since } }, order: [{ name: ASC }]) {
            nodes { id name foundedYear exports province { code name } }
          }
        }
        """);

    /// <summary>A page of 20 cooperatives with their province and region, and of each 10 grants with their programme.</summary>
    public static readonly Work Nested = new("nested", """
        query ($region: String!, $since: Int!) {
          cooperatives(first: 20, where: { province: { region: { code: { eq: $region } } }, foundedYear: { gte: $since } }, order: [{ name: ASC }]) {
            nodes {
              id name province { code name region { code name } }
              grants(first: 10) { nodes { amount awardedOn phase programme { code name } } }
            }
          }
        }
        """);

    /// <summary>How many cooperatives there are.</summary>
    public static readonly Work Count = new("count", """
        query ($region: String!, $since: Int!) {
          cooperatives(where: { province: { region: { code: { eq: $region } } }, foundedYear: { gte: $since } }) { totalCount }
        }
        """);

    /// <summary>One row by its key.</summary>
    public static readonly Work Single = new("single", """
        query ($region: String!) {
          region(code: $region) { code name nameArabic population }
        }
        """);

    /// <summary>The 12 provinces and years with the most money granted, of all grants.</summary>
    public static readonly Work Groups = new("groups", """
        { grants { groups(order: [{ sum: { amount: DESC } }], first: 12) {
            key { cooperative { province { name } } awardedOn(by: YEAR) } count sum { amount } share { sum { amount } } } } }
        """) { IsOneQuestion = true };

    /// <summary>Whether it is the same for every region and year.</summary>
    public bool IsOneQuestion { get; private init; }

    /// <summary>What is asked for.</summary>
    public IReadOnlyList<Question> Asked => IsOneQuestion ? [Questions[0]] : Questions;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Work> All { get; } = [Flat, Nested, Single, Count, Groups];

    /// <summary>Every region with a few years: no answer repeats soon.</summary>
    public static IReadOnlyList<Question> Questions { get; } =
        [.. from since in new[] { 2005, 2010, 2015, 2020 } from region in Enumerable.Range(1, 12) select new Question($"MA-{region:00}", since)];

    /// <summary>The body of a request to the graph.</summary>
    public byte[] GraphBody(Question question) =>
        JsonSerializer.SerializeToUtf8Bytes(new { query = Query, variables = new { region = question.Region, since = question.Since } });
}
