namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Something that only those do who have a right.</summary>
internal interface INeedsRight
{
    WriteRight Right { get; }
}
