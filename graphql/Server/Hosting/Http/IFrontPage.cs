namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The page at the server's root.</summary>
internal interface IFrontPage
{
    /// <summary>Whether there is one.</summary>
    bool IsPresent { get; }
}
