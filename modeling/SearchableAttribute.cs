namespace IndhCoops.Modeling;

/// <summary>
/// Lets a search find the rows of a set by texts that stand in them. At the same rank, rows of sets that are declared first come first.
/// </summary>
/// <param name="name">The property that names a row: results show it.</param>
/// <param name="others">Other properties by which a row is found, such as its name in another language.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchableAttribute(string name, params string[] others) : Attribute
{
    /// <summary>The properties by which a row is found; the first one names it.</summary>
    public IReadOnlyList<string> Texts { get; } = [name, .. others];

    /// <summary>
    /// Whether words are found by their beginning only, and by no part inside: for sets of hundreds of thousands of long texts, which no
    /// search can read through.
    /// </summary>
    public bool ByWords { get; init; }

    /// <summary>
    /// What such a row is called, in each language: <c>["coopérative"]</c>. The word finds all of them, and is left out where others are
    /// given.
    /// </summary>
    public string[] Called { get; init; } = [];

    /// <summary>
    /// Texts of what a row belongs to, and further texts of its own: <c>["Province.Name", "Activity"]</c>. A row is also found where a word
    /// stands in the first of what it belongs to, of which there are few, and the others in any of its texts: "argan tiznit".
    /// </summary>
    public string[] With { get; init; } = [];

    /// <summary>
    /// Properties that find a row only by their whole value, such as a code or a reference; each has an index, or there are few rows.
    /// </summary>
    public string[] Whole { get; init; } = [];
}
