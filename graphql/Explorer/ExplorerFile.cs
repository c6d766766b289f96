namespace IndhCoops.GraphQL.Explorer;

/// <summary>One file of the explorer.</summary>
/// <param name="Path">Where it lies on disk.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="IsImmutable">Whether its name changes with its content.</param>
internal sealed record ExplorerFile(string Path, string ContentType, bool IsImmutable);
