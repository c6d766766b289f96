namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>
/// Says of an endpoint that people open it in a browser: why it is not answered is told them by a page, in words. Metadata of endpoints.
/// </summary>
internal interface IFailurePage
{
    /// <summary>Answers with the page of a status; its headers, such as Retry-After, are set already.</summary>
    Task WriteAsync(HttpContext context, int status);
}
