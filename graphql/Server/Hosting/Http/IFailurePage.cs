namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Says of an endpoint that people open it in a browser: a page tells them in words why it is not answered.</summary>
internal interface IFailurePage
{
    /// <summary>Answers with the page of a status; its headers, such as Retry-After, are set already.</summary>
    Task WriteAsync(HttpContext context, int status);
}
