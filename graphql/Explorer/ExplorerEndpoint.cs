using IndhCoops.GraphQL.Saved;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>Serves Banana Cake Pop.</summary>
internal sealed class ExplorerEndpoint(ExplorerFiles files, SavedQueries queries, IOptions<ExplorerOptions> options)
{
    private readonly string _firstDocument = ExplorerConfiguration.FirstDocument(queries.All);

    private const string Revalidate = "no-cache";

    /// <summary>Whether there is an explorer to serve.</summary>
    public bool IsPresent => files.Page is not null;

    /// <summary>Serves the page; its links are relative, so it must stand at a path that ends with a slash.</summary>
    public Task GetPageAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        var request = context.Request;
        if (request.Path.Value is { } path && !path.EndsWith('/'))
        {
            context.Response.Headers.CacheControl = Revalidate;
            context.Response.Redirect($"{request.PathBase}{request.Path}/", permanent: true);
            return Task.CompletedTask;
        }

        return SendAsync(context, files.Page!);
    }

    /// <summary>Serves a file that the page asks for.</summary>
    public Task GetFileAsync(HttpContext context)
    {
        var name = (string?)context.Request.RouteValues["file"] ?? "";
        if (IsPresent && name == ExplorerConfiguration.FileName)
        {
            return SendConfigurationAsync(context, name);
        }

        if (files.Find(name) is { } file)
        {
            return SendAsync(context, file);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, ExplorerFile file)
    {
        ExplorerHeaders.Set(context.Response);
        context.Response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : Revalidate;
        context.Response.Headers.Append("Vary", "Accept-Encoding");
        var body = file.BodyFor(context.Request);
        if (body.ContentEncoding is { } encoding)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(body.Bytes, file.ContentType, entityTag: new(body.EntityTag)).ExecuteAsync(context);
    }

    private Task SendConfigurationAsync(HttpContext context, string name)
    {
        var request = context.Request;
        var path = request.Path.Value![..^(name.Length + 1)];

        // Without host and scheme, which a proxy in front may have changed.
        var endpoint = $"{request.PathBase}{path}";
        ExplorerHeaders.Set(context.Response);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults
            .Bytes(ExplorerConfiguration.For(options.Value.Title, endpoint, _firstDocument), "application/json; charset=utf-8")
            .ExecuteAsync(context);
    }
}
