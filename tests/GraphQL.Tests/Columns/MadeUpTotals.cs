namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>
/// Makes up requests for totals, groups and counts: of what, under which conditions, by what, in which order, and which groups.
/// </summary>
internal static class MadeUpTotals
{
    private static readonly Source[] Sources =
    [
        new(
            "grants",
            [
                "amount: { gt: 100000.5 }",
                "awardedOn: { gte: \"2015-06-30\" }",
                "phase: { in: [II, null] }",
                "phase: { nin: [III, null] }",
                "cooperative: { name: { contains: \"ar\" } }",
                "cooperative: { province: { region: { code: { in: [\"MA-04\", \"MA-09\"] } } } }",
                "movements: { some: { kind: { eq: REFUND } } }",
                "movements: { none: { amount: { gt: 200000 } } }",
                "project: { totalCost: { ngt: 90000 } }",
                "or: [{ awardedOn: { eq: null } }, { programme: { code: { startsWith: \"P\" } } }]",
            ],
            [
                "phase",
                "awardedOn(by: MONTH)",
                "awardedOn(by: WEEK)",
                "awardedOn(by: QUARTER) phase",
                "awardedOn(by: YEAR)",
                "amount(bucket: 12345.67)",
                "cooperative { province { name } }",
                "cooperative { province { region { code } } foundedYear(bucket: 5) }",
                "cooperative { name }",
                "project { status } dataSource",
                "programme { name } awardedOn(by: YEAR)",
                "cooperative { id name foundedYear province { name region { code } } }",
                "cooperative { name id province { code } } phase",
                "project { id status }",
            ],
            [
                "sum { amount }", "avg { amount }", "min { awardedOn cooperative { name } }",
                "max { amount awardedOn project { totalCost } }",
                "countDistinct { phase cooperative { id province { code } } project { id } }",
            ],
            "amount"),
        new(
            "movements",
            [
                "kind: { in: [DISBURSEMENT, REFUND] }",
                "effectiveOn: { lt: \"2018-01-01\" }",
                "amount: { lte: 50000 }",
                "grant: { cooperative: { valueChain: { sector: { neq: null } } } }",
                "grant: { phase: { neq: II } }",
                "grant: { programme: { code: { neq: null } } }",
                "kind: { nin: [COMMITMENT] }",
            ],
            [
                "kind",
                "effectiveOn(by: MONTH)",
                "effectiveOn(by: DAY) kind",
                "effectiveOn(by: YEAR) grant { phase }",
                "recordedAt(by: WEEK)",
                "signedAmount(bucket: 25000)",
                "grant { cooperative { province { code } } }",
                "grant { programme { name } }",
                "grant { id awardedOn cooperative { id name valueChain { sector } } }",
            ],
            [
                "sum { amount signedAmount }", "avg { signedAmount }", "min { effectiveOn recordedAt }",
                "max { signedAmount recordedAt kind }", "countDistinct { kind grant { id } }",
            ],
            "amount"),
        new(
            "cooperatives",
            [
                "foundedYear: { gte: 2010 }",
                "name: { contains: \"'\" }",
                "name: { nendsWith: \"A\" }",
                "grants: { any: false }",
                "grants: { all: { amount: { gt: 30000 } } }",
                "womens: { neq: null }",
                "valueChain: { name: { startsWith: \"A\" } }",
                "nameArabic: { eq: null }",
            ],
            [
                "foundedYear", "foundedYear(bucket: 7)", "valueChain { sector }",
                "province { name } valueChain { name }", "legalForm", "dataSource",
            ],
            [
                "sum { foundedYear }", "avg { foundedYear }", "min { name }", "max { foundedYear name }",
                "countDistinct { foundedYear valueChain { code } name }",
            ],
            "foundedYear"),
        new(
            "balances",
            [
                "month: { gte: \"2019-01-01\" }",
                "provisional: { eq: false }",
                "province: { region: { code: { eq: \"MA-04\" } } }",
                "programme: { code: { eq: null } }",
            ],
            ["month", "month(by: YEAR) provisional", "province { name region { name population } }", "programme { code name }", "id month"],
            [
                "sum { committed grants yearToDate { disbursed } }", "avg { closing }", "min { month opening }",
                "max { dataSource month }", "countDistinct { province { code } phase }",
            ],
            "disbursed"),
    ];

    /// <summary>A request; the same number makes the same one.</summary>
    public static string Of(int number)
    {
        var random = new Random(number);
        var source = Sources[random.Next(Sources.Length)];
        var where = string.Join(", ", Chosen(source.Conditions, random).Select(condition => $"{{ {condition} }}"));
        var selected = string.Join(" ", Chosen(source.Values, random).Append("count"));
        var least = random.Next(2_000_000);
        var sorted = random.Next(8) switch
        {
            0 => "",
            1 => "order: [{ count: DESC }], ",
            2 => $"order: [{{ sum: {{ {source.Measure}: DESC }} }}], ",
            3 => $"order: [{{ avg: {{ {source.Measure}: ASC }} }}, {{ count: ASC }}], ",
            4 => $"where: {{ count: {{ gt: {least % 30} }} }}, ",
            5 => $"where: {{ sum: {{ {source.Measure}: {{ gte: {least} }} }} }}, ",
            6 => $"where: {{ avg: {{ {source.Measure}: {{ lt: {least}.5 }} }} }}, ",
            _ => $"order: [{{ max: {{ {source.Measure}: ASC }} }}], ",
        };
        var filter = where == "" ? "" : $"(where: {{ and: [{where}] }})";
        var (first, share) = random.Next(2) == 0 ? (200, " share { count } cursor") : (4, "");
        return $$"""{ {{source.Set}}{{filter}} { totalCount aggregate { {{selected}} } groups({{sorted}}first: {{first}}) { """
            + $$"""key { {{source.Keys[random.Next(source.Keys.Length)]}} } {{selected}}{{share}} } } }""";
    }

    private static IEnumerable<string> Chosen(string[] all, Random random) => all.OrderBy(_ => random.Next()).Take(random.Next(4));

    private sealed record Source(string Set, string[] Conditions, string[] Keys, string[] Values, string Measure);
}
