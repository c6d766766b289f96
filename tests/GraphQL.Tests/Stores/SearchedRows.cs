namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>A row as a search sees it.</summary>
/// <param name="Key">Its key, as the graph gives it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Texts">The texts by which it is found.</param>
/// <param name="ByWords">Whether only beginnings of words count.</param>
internal sealed record SearchedRow(string Key, string? Name, IReadOnlyList<string?> Texts, bool ByWords = false);
