namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Something that only those do who have a right.</summary>
internal interface INeedsRight
{
    /// <summary>The right.</summary>
    WriteRight Right { get; }
}
