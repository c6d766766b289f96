using System.Text;
using IndhCoops.GraphQL.Hosting.Http;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>Serves the dashboard: a page that is made of the saved queries and nothing else.</summary>
internal sealed partial class DashboardEndpoint : IFrontPage
{
    // The page loads its own files and asks this server; it needs nothing inline, and the icon of a select is drawn in its style (data:).
    private const string ContentSecurityPolicy = OwnPolicy + "frame-ancestors 'none'";

    private const string OwnPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; ";

    private readonly PageFolder _folder;
    private readonly string _embedPolicy;

    public DashboardEndpoint(IOptions<DashboardOptions> options, ILogger<DashboardEndpoint> logger)
    {
        _folder = options.Value.Enabled ? PageFolder.Of("dashboard") : PageFolder.Empty;
        _embedPolicy = options.Value.FrameAncestors is { Length: > 0 } sources ? $"{OwnPolicy}frame-ancestors {sources}" : ContentSecurityPolicy;
        if (options.Value.Enabled && !IsPresent)
        {
            LogMissing(logger);
        }
    }

    /// <summary>Whether there is a dashboard to serve.</summary>
    public bool IsPresent => _folder.Page is not null;

    /// <summary>Serves the page.</summary>
    public Task GetPageAsync(HttpContext context) =>
        context.Request.PathBase.HasValue ? SendPageBelowAsync(context, context.Request.PathBase.ToUriComponent()) : _folder.Page!.SendAsync(context, ContentSecurityPolicy);

    /// <summary>Serves one chart as a page of its own, which other sites may frame where the settings say so. Its links are relative.</summary>
    public Task GetChartAsync(HttpContext context) => _folder.Find("embed.html")!.SendAsync(context, _embedPolicy);

    /// <summary>Serves a file that the page asks for.</summary>
    public Task GetFileAsync(HttpContext context)
    {
        if (_folder.Find((string?)context.Request.RouteValues["file"] ?? "") is { } file)
        {
            return file.SendAsync(context, ContentSecurityPolicy);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // At /indh, without a slash at its end, relative links would lead to files beside it, not below it. The proxy has made / of both.
    private Task SendPageBelowAsync(HttpContext context, string prefix)
    {
        var page = Encoding.UTF8.GetString(_folder.Page!.Bytes)
            .Replace("=\"dashboard/", $"=\"{prefix}/dashboard/", StringComparison.Ordinal)
            .Replace("=\"graphql", $"=\"{prefix}/graphql", StringComparison.Ordinal);
        PageHeaders.Set(context.Response, ContentSecurityPolicy);
        context.Response.Headers.CacheControl = PageHeaders.Revalidate;
        return TypedResults.Text(page, _folder.Page.ContentType).ExecuteAsync(context);
    }

    [LoggerMessage(11, LogLevel.Warning, "There is no dashboard beside the program; nothing is served at /")]
    private static partial void LogMissing(ILogger logger);
}
