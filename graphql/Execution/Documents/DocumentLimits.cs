using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Execution.Documents;

/// <summary>What a document may be; the defaults are HotChocolate's where it has one.</summary>
public sealed class DocumentLimits
{
    /// <summary>The longest document, in characters.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxLength { get; set; } = 256 * 1024;

    /// <summary>The most fields in a document.</summary>
    [Range(1, 100_000)]
    public int MaxFields { get; set; } = 2048;

    /// <summary>The deepest nesting, in nodes of the syntax tree.</summary>
    [Range(10, 1_000)]
    public int MaxDepth { get; set; } = 200;

    /// <summary>The most collections that one operation may read; each is a statement.</summary>
    [Range(1, 10_000)]
    public int MaxCollections { get; set; } = 64;

    /// <summary>The deepest nesting of collections; each level multiplies rows.</summary>
    [Range(1, 100)]
    public int MaxCollectionDepth { get; set; } = 5;

    /// <summary>The most errors that are reported for one document.</summary>
    [Range(1, 100)]
    public int MaxErrors { get; set; } = 5;
}
