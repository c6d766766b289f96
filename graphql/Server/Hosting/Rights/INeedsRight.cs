namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>An action that needs a right.</summary>
internal interface INeedsRight
{
    WriteRight Right { get; }
}
