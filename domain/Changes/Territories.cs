namespace IndhCoops.Domain.Changes;

/// <summary>What somebody is told who writes outside of their provinces.</summary>
internal static class Territories
{
    public static string Refusal(Author author, string province)
    {
        var own = author.Provinces is { Count: > 0 } provinces
            ? string.Join(", ", provinces.Order(StringComparer.Ordinal))
            : "no province at all";
        return $"This belongs to province {province}, and your token is confined to {own}: ask whoever issues your token.";
    }
}
