namespace IndhCoops.GraphQL.Dashboard;

/// <summary>Serves what the dashboard loads, and its charts one by one. The page itself is made by <see cref="DashboardPage"/>.</summary>
internal sealed partial class DashboardEndpoint : IFrontPage
{
    // The page loads its own files and asks this server; it needs nothing inline, and the icon of a select is drawn in its style (data:).
    private const string OwnPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; ";

    private const string ContentSecurityPolicy = OwnPolicy + "frame-ancestors 'none'";

    private readonly PageFolder _folder;
    private readonly string _embedPolicy;

    public DashboardEndpoint(IOptions<DashboardOptions> options, ILogger<DashboardEndpoint> logger)
    {
        _folder = options.Value.Enabled ? PageFolder.Of("dashboard") : PageFolder.Empty;
        _embedPolicy = options.Value.FrameAncestors is { Length: > 0 } sources
            ? $"{OwnPolicy}frame-ancestors {sources}"
            : ContentSecurityPolicy;
        if (options.Value.Enabled && !IsPresent)
        {
            LogMissing(logger);
        }
    }

    public bool IsPresent => _folder.Find("main.js") is not null;

    /// <summary>Serves one chart as a page, which other sites may frame where the settings say so. Its links are relative.</summary>
    public Task GetChartAsync(HttpContext context) => _folder.Find("embed.html")!.SendAsync(context, _embedPolicy);

    public Task GetFileAsync(HttpContext context) => _folder.SendFileAsync(context, ContentSecurityPolicy);

    [LoggerMessage(11, LogLevel.Warning, "There is no dashboard beside the program; nothing is served at /")]
    private static partial void LogMissing(ILogger logger);
}
