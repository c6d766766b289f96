using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IndhCoops.Fuzzing;

/// <summary>What inputs are made from: sound documents, their tokens, and values that programs have stumbled over.</summary>
internal static partial class Seeds
{
    /// <summary>The shipped queries, by name.</summary>
    public static ImmutableArray<(string Name, string Text)> SavedQueries { get; } =
        [.. typeof(Seeds).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(name => (name, Read(name)))];

    /// <summary>Sound documents.</summary>
    public static ImmutableArray<string> Documents { get; } =
    [
        .. SavedQueries.Select(query => query.Text),
        "{ cooperatives(first: 3, order: [{ name: DESC }, { id: ASC }]) { totalCount pageInfo { hasNextPage endCursor } "
            + "edges { cursor node { id name } } } }",
        "query ($after: String, $where: CooperativeFilterInput, $first: Int) { cooperatives(after: $after, where: $where, "
            + "first: $first) { nodes { name grants { nodes { amount awardedOn } } } } }",
        "query ($order: [GrantSortInput!], $last: Int, "
            + "$before: String) { grants(order: $order, last: $last, before: $before) { nodes { amount phase cooperative { name } } } }",
        "{ cooperatives(where: { or: [{ name: { contains: \"a\" } }, { foundedYear: { in: [2010, "
            + "null] } }, { grants: { some: { amount: { gt: 1.5 } } } }] }) { aggregate { count min { name foundedYear } } } }",
        "{ grants { groups(first: 5, where: { count: { gt: 1 } }, order: [{ sum: { amount: DESC } }]) { key { awardedOn(by: YEAR) "
            + "amount(bucket: 5000) cooperative { province { name } } } count sum { amount } avg { amount } share { count } cursor } } }",
        "query A($id: UUID!) { cooperative(id: $id) { ...f } } "
            + "query B { regions { nodes { code ... on Region { name @include(if: true) } } } } "
            + "fragment f on Cooperative { name province { region { name } } }",
        "{ __schema { types { name fields { name type { name ofType { name } } } } } }",
        "{ __typename __type(name: \"Grant\") { name specifiedByURL } }",
        "{ statements { nodes { period computed { projects totalCost } gap { projects } } } "
            + "reports { nodes { period revision files { format url } } } }",
        "{ movements(where: { recordedAt: { gte: \"2020-01-01T00:00:00Z\" } }, "
            + "order: { amount: DESC }) { nodes { id kind amount recordedAt } } }",
    ];

    /// <summary>The tokens of all documents, and some that none should have.</summary>
    public static ImmutableArray<string> Tokens { get; } =
    [
        .. Documents.SelectMany(Tokenize).Distinct(),
        "null", "true", "\"\"", "\"\\u0000\"", "\"\\uD800\"", "\"'; drop table grants; --\"", "\"%_\\\\\"", "\"مراكش\"",
        "\"😀\"", "-0", "1e400", "1e-400", "99999999999999999999999999999",
        "-2147483649", "0.005", "NaN", "$x", "$first", "@skip(if: true)", "@include(if: $x)", "@unknown", "...", "... on Grant", "...f",
        "subscription", "mutation", "fragment f on Region { ...f }",
        "\"\"\"block\"\"\"", "\"\"\"", "\"", "#", "\0", "\uFEFF", "\u2028", "{", "}", "(", ")", "[", "]", ":", "!", "&", "|",
    ];

    /// <summary>Texts for values of variables.</summary>
    public static ImmutableArray<string> Texts { get; } =
    [
        "", " ", "a", "MA-KHE", "MA-04", "2024-02-30", "2024-02-29", "0001-01-01", "9999-12-31", "10000-01-01", "2024-01-01T00:00:00+14:00",
        "2024-01-01T24:00:00Z", "00000000-0000-0000-0000-000000000000",
        "' or 1=1 --", "\0", "\u0001", "%", "_", "\\", "\"", "=cmd|'/c calc'!A1", "ـــ", "مراكش", "😀", "é", "e\u0301",
        "ﬀ", "İ", "NaN", "Infinity", "1e400", "ASC", "YEAR", "PHASE_III",
        new('x', 5_000), "eyJ", "AAAA", "//8=", "W10=", "e30=",
    ];

    /// <summary>Cuts a document into tokens; joined again by spaces they mean the same.</summary>
    public static IEnumerable<string> Tokenize(string document) => Token().Matches(document).Select(match => match.Value);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Seeds).Assembly.GetManifestResourceStream(name)!);
        return Comment().Replace(reader.ReadToEnd(), "");
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|\\.\\.\\.|[_A-Za-z][_0-9A-Za-z]*|-?[0-9]+(?:\\.[0-9]+)?|[^\\s,]")]
    private static partial Regex Token();

    [GeneratedRegex("#.*")]
    private static partial Regex Comment();
}
