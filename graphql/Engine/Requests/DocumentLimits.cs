using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What a document may be; the defaults are HotChocolate's where it has one and sets it.</summary>
internal sealed class DocumentLimits
{
    public const string Section = "Documents";

    /// <summary>The longest document, in characters.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxLength { get; set; } = 256 * 1024;

    /// <summary>The most tokens in a document: names, punctuation, values.</summary>
    [Range(100, 10_000_000)]
    public int MaxTokens { get; set; } = 20_000;

    /// <summary>
    /// The most list elements and objects in the variables and literals of a request together; two fields of an object count as one.
    /// </summary>
    [Range(10, 1_000_000)]
    public int MaxInputElements { get; set; } = 10_000;

    /// <summary>The longest text in the variables and literals of a request, in characters.</summary>
    [Range(100, 1_000_000)]
    public int MaxTextLength { get; set; } = 10_000;

    /// <summary>The longest name in a document, in characters: an alias stands in the answer once for each row.</summary>
    internal int MaxNameLength { get; set; } = 256;

    /// <summary>The most fields in a document, as it is written and with its fragments put in their places.</summary>
    [Range(1, 100_000)]
    public int MaxFields { get; set; } = 2048;

    /// <summary>The most aliases in a document.</summary>
    [Range(0, 100_000)]
    public int MaxAliases { get; set; } = 100;

    /// <summary>How often one selection may name a field that it has already named, which says nothing new.</summary>
    internal int MaxRepetitions { get; set; } = 20;

    /// <summary>The most directives on one place of a document.</summary>
    internal int MaxDirectives { get; set; } = 4;

    /// <summary>The deepest nesting, in nodes of the syntax tree.</summary>
    internal int MaxDepth { get; set; } = 200;

    /// <summary>The deepest nesting of fields, those of fragments in their places; null for no limit but the others.</summary>
    [Range(1, 1_000)]
    public int? MaxExecutionDepth { get; set; }

    /// <summary>How often a field may stand below itself.</summary>
    internal int MaxFieldCycle { get; set; } = 3;

    /// <summary>How often fragments may be put in their places.</summary>
    internal int MaxFragmentVisits { get; set; } = 1_000;

    /// <summary>How many fields may be compared to see that those of one name are one.</summary>
    internal int MaxMergeComparisons { get; set; } = 100_000;

    /// <summary>The most collections that one operation may read; each is a statement.</summary>
    [Range(1, 10_000)]
    public int MaxCollections { get; set; } = 64;

    /// <summary>The deepest nesting of collections; each level multiplies rows.</summary>
    [Range(1, 100)]
    public int MaxCollectionDepth { get; set; } = 5;

    /// <summary>The most errors that are reported for one document.</summary>
    internal int MaxErrors { get; set; } = 5;

    /// <summary>The most places that are reported for one error.</summary>
    internal int MaxLocations { get; set; } = 5;
}
