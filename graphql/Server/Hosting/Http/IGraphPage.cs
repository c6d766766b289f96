namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The page that browsers get at the graph's address.</summary>
internal interface IGraphPage
{
    /// <summary>Whether there is one.</summary>
    bool IsPresent { get; }

    /// <summary>Serves the page.</summary>
    Task GetPageAsync(HttpContext context);

    /// <summary>Serves a file that the page asks for.</summary>
    Task GetFileAsync(HttpContext context);
}
