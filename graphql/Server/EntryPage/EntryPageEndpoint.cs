using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Hosting.Uploads;

namespace IndhCoops.GraphQL.EntryPage;

/// <summary>
/// Serves the page for entering data, which asks the graph as any other client does, with the token of whoever signed in.
/// </summary>
internal sealed partial class EntryPageEndpoint
{
    /// <summary>Where the page is; its files are below, at <c>saisie/…</c>.</summary>
    public const string Path = "/saisie";

    private const string Folder = "saisie";

    private readonly PageFolder _folder = PageFolder.Of(Folder);
    private readonly object _settings;
    private readonly string _contentSecurityPolicy;

    public EntryPageEndpoint(
        IOptions<SignInOptions> signIn, IOptions<AccessOptions> access, IOptions<UploadOptions> uploads, ILogger<EntryPageEndpoint> logger)
    {
        var canSignIn = signIn.Value.ClientId is not null;
        var authority = canSignIn ? access.Value.Authority?.OriginalString : null;
        _contentSecurityPolicy = PolicyFor(authority);

        // None of it is secret. A browser would send the whole of a file that is too large before it reads that it is refused.
        _settings = new
        {
            Authority = authority,
            signIn.Value.ClientId,
            Scope = canSignIn ? signIn.Value.Scope : null,
            access.Value.RoleClaim,
            access.Value.ImportRole,
            access.Value.RecordRole,
            MaxFileBytes = uploads.Value.MaxBytes,
        };
        if (!IsPresent)
        {
            LogMissing(logger, Folder);
        }
    }

    public bool IsPresent => _folder.Page is not null;

    /// <summary>Serves the page. Its links are relative, so it stands at a path without a slash at the end.</summary>
    public Task GetPageAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value is { } path && path.EndsWith('/'))
        {
            context.Response.Headers.CacheControl = PageHeaders.Revalidate;
            context.Response.Redirect($"{request.PathBase}{Path}{request.QueryString}", permanent: true);
            return Task.CompletedTask;
        }

        return _folder.Page!.SendAsync(context, _contentSecurityPolicy);
    }

    public Task GetFileAsync(HttpContext context) => _folder.SendFileAsync(context, _contentSecurityPolicy);

    /// <summary>Tells the page how to sign people in.</summary>
    public Task GetSettingsAsync(HttpContext context)
    {
        PageHeaders.Set(context.Response, _contentSecurityPolicy);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(_settings).ExecuteAsync(context);
    }

    // The page loads its own files, asks this server, and exchanges its code for a token at the authority; nothing else, and nothing
    // inline. The search box sends its text to this server.
    private static string PolicyFor(string? authority) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + $"connect-src 'self'{(authority is null ? "" : $" {new Uri(authority).GetLeftPart(UriPartial.Authority)}")}; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    [LoggerMessage(12, LogLevel.Warning, "There is no page for entering data in {Folder} beside the program; nothing is served at /saisie")]
    private static partial void LogMissing(ILogger logger, string folder);
}
