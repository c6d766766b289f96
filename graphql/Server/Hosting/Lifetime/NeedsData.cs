namespace IndhCoops.GraphQL.Hosting.Lifetime;

/// <summary>Marks endpoints that cannot answer before the data is in place.</summary>
/// <param name="IsPage">Which requests are of a browser that navigates: it gets a page. Null for none.</param>
/// <param name="IsExempt">Which requests are answered without data. Null for none.</param>
internal sealed record NeedsData(Func<HttpRequest, bool>? IsPage = null, Func<HttpRequest, bool>? IsExempt = null);
