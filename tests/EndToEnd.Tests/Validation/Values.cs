using GraphQL.Types;

namespace IndhCoops.EndToEnd.Tests.Validation;

/// <summary>Literals of the kinds that a document can have.</summary>
internal static class Values
{
    /// <summary>One of each kind, and some that no type takes.</summary>
    public static IReadOnlyList<string> OfAnyKind { get; } =
        [
            "1", "-7", "2147483648", "1.5", "1e3", "\"\"", "\"x\"", "\"2024-01-01\"", "\"\"\"block\"\"\"", "true", "null", "ASC", "NOTHING",
            "[]", "[1]", "[\"x\", 1, null]", "[[1]]", "{}", "{ eq: 1 }", "{ x: 1, x: 2 }", "$nothing",
        ];

    /// <summary>A literal of a leaf's type, or an empty object.</summary>
    public static string Of(ISchema schema, IGraphType type, Random random) => type switch
    {
        NonNullGraphType required => Of(schema, required.ResolvedType!, random),
        ListGraphType => "[]",
        EnumerationGraphType options => options.Values.ElementAt(random.Next(options.Values.Count)).Name,
        _ => type.Name switch
        {
            "Int" or "Long" => $"{random.Next(-3, 40)}",
            "Decimal" => random.Next(2) == 0 ? "12" : "0.25",
            "Boolean" => random.Next(2) == 0 ? "true" : "false",
            "UUID" => "\"7c0d3a0e-6b0f-4a0e-9a51-0b9f2f6a3c11\"",
            "ID" => random.Next(2) == 0 ? "7" : "\"UmVnaW9uOk1BLTA0\"",
            "LocalDate" => "\"2024-02-29\"",
            "DateTime" => "\"2024-02-29T12:00:00Z\"",
            "String" => random.Next(4) == 0 ? "\"\"\"a\nb\"\"\"" : "\"a\"",
            _ => "{}",
        },
    };
}
