namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>What can be set about saved queries, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class PersistedOptions
{
    public const string Section = "Persisted";

    /// <summary>A folder with further saved queries, beside those that come with the server; relative to the working directory.</summary>
    public string? Directory { get; set; }

    /// <summary>Whether only saved queries are answered.</summary>
    public bool Only { get; set; }

    /// <summary>How much of the documents that clients register by their hash is kept, in characters.</summary>
    internal long RegisteredCharacters { get; set; } = 4 * 1024 * 1024;
}
