using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tables;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>A data set: what a saved query answers without variables.</summary>
/// <param name="Path">The path of its answer as JSON, on this server.</param>
/// <param name="Columns">The columns of its table; null where it is no table.</param>
/// <param name="Headings">What the columns are called for people, in French.</param>
/// <param name="Files">Its files in the formats of tables.</param>
/// <param name="Collections">The collections that it reads, by the names of their fields.</param>
internal sealed record OpenDataset(
    SavedQuery Query,
    string Name,
    string Path,
    IReadOnlyList<TableColumn>? Columns,
    IReadOnlyList<string> Headings,
    IReadOnlyList<OpenFile> Files,
    IReadOnlyList<string> Collections)
{
    public BilingualText Title { get; } = BilingualText.Of(Query.Title, " · ");

    public BilingualText Description { get; } = BilingualText.Of(Query.Description.Length > 0 ? Query.Description : Query.Title, "\n\n");
}

/// <param name="Path">Its path on this server.</param>
internal sealed record OpenFile(TableFormat Format, string Path);

/// <summary>A text in French and in English.</summary>
internal sealed record BilingualText(string French, string English)
{
    /// <summary>Texts are in French first, then in English. A text with one part stands for both.</summary>
    public static BilingualText Of(string text, string separator)
    {
        var parts = text.Split(separator, 2, StringSplitOptions.TrimEntries);
        return parts is [var french, { Length: > 0 } english] ? new BilingualText(french, english) : new BilingualText(text, text);
    }
}
