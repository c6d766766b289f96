namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The page that browsers get at the graph's address.</summary>
internal interface IGraphPage
{
    bool IsPresent { get; }

    Task GetPageAsync(HttpContext context);

    Task GetFileAsync(HttpContext context);
}
