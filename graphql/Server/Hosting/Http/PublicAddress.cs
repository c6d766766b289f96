namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The address under which a client reaches this server: its host, and the prefix that a proxy stripped.</summary>
internal static class PublicAddress
{
    public static string Of(HttpRequest request) =>
        $"{request.Scheme}://{(request.Host.HasValue ? request.Host.ToUriComponent() : "localhost")}{request.PathBase.ToUriComponent()}";
}
