namespace IndhCoops.Domain.Changes;

/// <summary>What somebody is told who writes outside of their provinces.</summary>
internal static class Territories
{
    public static string Refusal(Author author, string province) =>
        $"This belongs to province {province}, and your token is confined to {(author.Provinces is { Count: > 0 } own ? string.Join(", ", own.Order(StringComparer.Ordinal)) : "no province at all")}: ask whoever issues your token.";
}
