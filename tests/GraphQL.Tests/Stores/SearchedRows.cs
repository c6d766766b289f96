namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>A row as a search sees it.</summary>
/// <param name="Key">Its key, as the graph gives it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Texts">The texts by which it is found.</param>
/// <param name="ByWords">Whether only beginnings of words count.</param>
internal sealed record SearchedRow(string Key, string? Name, IReadOnlyList<string?> Texts, bool ByWords = false)
{
    /// <summary>What finds it by its whole value.</summary>
    public string? Whole { get; init; }

    /// <summary>What such a row is called.</summary>
    public string[] Called { get; init; } = [];

    /// <summary>The name of what it belongs to.</summary>
    public string? Above { get; init; }

    /// <summary>A further text of its own, which counts only together with that.</summary>
    public string? More { get; init; }
}
