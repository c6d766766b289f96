namespace IndhCoops.Load;

/// <summary>What clients ask: everything that the server does, the usual more often than the dear.</summary>
internal static class Mix
{
    private const string Flat = """
        query ($region: String!, $since: Int!) {
          cooperatives(
            first: 50
            where: { province: { region: { code: { eq: $region } } }, foundedYear: { gte: $since } }
            order: [{ name: ASC }]
          ) {
            totalCount nodes { id name foundedYear exports province { code name } }
          }
        }
        """;

    private const string Nested = """
        query ($region: String!) {
          cooperatives(first: 20, where: { province: { region: { code: { eq: $region } } } }, order: [{ name: ASC }]) {
            nodes {
              id name province { name region { name } }
              grants(first: 10) { totalCount nodes { amount awardedOn programme { code name } } }
            }
          }
        }
        """;

    private const string Groups = """
        query ($region: String!) {
          grants(where: { cooperative: { province: { region: { code: { eq: $region } } } } }) {
            aggregate { count sum { amount } avg { amount } }
            groups(order: [{ sum: { amount: DESC } }], first: 12) {
              key { cooperative { province { name } } awardedOn(by: YEAR) } count sum { amount } share { sum { amount } }
            }
          }
        }
        """;

    private const string Single = "query ($region: String!) { region(code: $region) { code name nameArabic population } }";

    private static readonly string[] Regions = [.. Enumerable.Range(1, 12).Select(number => $"MA-{number:00}")];

    private static readonly string[] Saved =
    [
        "national-figures", "by-region", "top-provinces", "cooperatives-by-sector", "disbursed-by-year", "territories",
    ];

    // Each kind of work with its weight.
    private static readonly (int Weight, Question[] Questions)[] Kinds =
    [
        (
            30,
            [
                .. from region in Regions
                from since in new[] { 2005, 2012, 2019 }
                select Question.Post("flat", Flat, new { region, since }),
            ]),
        (20, [.. Regions.Select(region => Question.Post("nested", Nested, new { region }))]),
        (15, [.. Regions.Select(region => Question.Post("single", Single, new { region }))]),
        (10, [.. Regions.Select(region => Question.Post("groups", Groups, new { region }))]),
        (
            10,
            [.. Regions.Select(region => Question.Get(
                "by GET",
                $$"""{ region(code: "{{region}}") { name provinces(first: 20) { """
                    + $$"""nodes { code name cooperatives { totalCount } } } } }"""))]),
        (10, [.. Saved.Select(name => new Question("saved", $"/graphql/persisted/{name}"))]),
        (
            5,
            [
                new("table", "/graphql/persisted/cooperatives-by-sector.csv"),
                .. new[] { "csv", "json", "parquet", "xlsx" }.Select(format => Table(format, "MA-01")),
            ]),
    ];

    /// <summary>All movements: long enough to be under way when something happens.</summary>
    public static Question LongTable { get; } = Question.Get(
        "long table",
        "{ movements(order: [{ effectiveOn: ASC }]) { nodes { id kind amount effectiveOn recordedAt grant { id amount } } } }",
        "/graphql/table.csv");

    /// <summary>A table that takes a slow reader some seconds.</summary>
    public static Question SlowTable { get; } = Table("csv", "MA-06") with { Work = "slow reader" };

    /// <summary>Every question.</summary>
    public static IEnumerable<Question> All => [.. Kinds.SelectMany(kind => kind.Questions), LongTable, SlowTable];

    /// <summary>What a client asks next.</summary>
    public static Question Next(Random random)
    {
        var at = random.Next(Kinds.Sum(kind => kind.Weight));
        foreach (var (weight, questions) in Kinds)
        {
            if ((at -= weight) < 0)
            {
                return questions[random.Next(questions.Length)];
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private static Question Table(string format, string region) => Question.Get(
        "table",
        $$"""{ grants(where: { cooperative: { province: { region: { code: { eq: "{{region}}" } } } } }) { nodes { """
            + $$"""id amount awardedOn phase cooperative { name province { name } } programme { code } } } }""",
        $"/graphql/table.{format}");
}
