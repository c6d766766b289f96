namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Tells forms with files from other bodies.</summary>
internal static class MultipartForm
{
    /// <summary>Whether a request brings a form, and its endpoint reads forms.</summary>
    public static bool IsAskedFor(HttpContext context) =>
        IsForm(context.Request) && HttpMethods.IsPost(context.Request.Method) && AnswersGraphQL.Of(context)?.ReadsForms == true;

    /// <summary>Whether the Content-Type says that the body is a form.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;
}
