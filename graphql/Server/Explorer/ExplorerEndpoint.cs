using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>Serves Banana Cake Pop.</summary>
internal sealed partial class ExplorerEndpoint : IGraphPage
{
    // Beside the program, where the build puts them.
    private const string Folder = "explorer";

    private readonly PageFolder _folder;
    private readonly SavedQueries _shown;

    public ExplorerEndpoint(
        IOptions<ExplorerOptions> options, SavedQueries queries, IOptions<AccessOptions> access, ILogger<ExplorerEndpoint> logger)
    {
        // The page asks for its configuration without any token: where reading needs one, saved queries are not told by it.
        _shown = access.Value.ReadingNeedsToken ? SavedQueries.None : queries;
        _folder = options.Value.Enabled == true ? PageFolder.Of(Folder) : PageFolder.Empty;
        if (options.Value.Enabled == true && !IsPresent)
        {
            LogMissing(logger, Folder);
        }
    }

    private ExplorerConfiguration Welcome => field ??= ExplorerConfiguration.Welcome(_shown);

    // No foreign host, and of the dubious sources only those that the page needs, as tried in Chromium: it compiles its validators of JSON
    // schemas (eval), styles itself from script (inline styles), underlines mistakes with drawn images (data:), and runs its editor's
    // language services in workers.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'";

    public bool IsPresent => _folder.Page is not null;

    /// <summary>Serves the page; its links are relative, so it must stand at a path that ends with a slash.</summary>
    public Task GetPageAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        var request = context.Request;
        if (request.Path.Value is { } path && !path.EndsWith('/'))
        {
            context.Response.Headers.CacheControl = PageHeaders.Revalidate;
            context.Response.Redirect($"{request.PathBase}{request.Path}/", permanent: true);
            return Task.CompletedTask;
        }

        return _folder.Page!.SendAsync(context, ContentSecurityPolicy);
    }

    public Task GetFileAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["file"] ?? "";
        return IsPresent && name == ExplorerConfiguration.FileName
            ? SendConfigurationAsync(context, name)
            : _folder.SendFileAsync(context, ContentSecurityPolicy);
    }

    private Task SendConfigurationAsync(HttpContext context, string name)
    {
        // Without host and scheme, which a proxy in front may have changed.
        var request = context.Request;
        var endpoint = $"{request.PathBase}{request.Path.Value![..^(name.Length + 1)]}";

        // The page asks for this file without its own query string; what that names is in the referrer, which the page's policy has sent.
        var configuration = ExplorerConfiguration.Named(request.GetTypedHeaders().Referer, _shown) ?? Welcome;
        PageHeaders.Set(context.Response, ContentSecurityPolicy);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(configuration.For(endpoint), "application/json; charset=utf-8").ExecuteAsync(context);
    }

    [LoggerMessage(10, LogLevel.Warning, "There is no explorer in {Folder}; browsers are answered like any other client")]
    private static partial void LogMissing(ILogger logger, string folder);
}
