namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>
/// Whether the schema follows Relay's convention: every entity is a <c>Node</c> with an id of its own among all entities. It is off as it
/// comes, as in HotChocolate, since it changes the ids that clients see.
/// </summary>
internal sealed class RelayOptions
{
    public const string Section = "Relay";

    /// <summary>Whether the schema has <c>Node</c>, <c>node</c>, <c>nodes</c> and global ids.</summary>
    public bool Enabled { get; set; }

    /// <summary>The most rows that <c>nodes</c> looks up at once; HotChocolate's <c>MaxAllowedNodeBatchSize</c>.</summary>
    internal int MaxNodes { get; set; } = 50;
}
