namespace IndhCoops.GraphQL.Hosting.Lifetime;

/// <summary>Marks endpoints that cannot answer before the data is in place.</summary>
/// <param name="isPage">Which requests are of a browser that navigates: it gets a page. Null for none.</param>
/// <param name="isExempt">Which requests are answered without data. Null for none.</param>
internal sealed class NeedsData(Func<HttpRequest, bool>? isPage = null, Func<HttpRequest, bool>? isExempt = null)
{
    /// <summary>Whether a request is answered without data.</summary>
    public bool IsExempt(HttpRequest request) => isExempt?.Invoke(request) == true;

    /// <summary>Whether a request is of a browser that navigates.</summary>
    public bool IsPage(HttpRequest request) => isPage?.Invoke(request) == true;
}
