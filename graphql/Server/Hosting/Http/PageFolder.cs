using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The files of a page, listed once at start: what is not in the list is not served, whatever a path may look like.</summary>
internal sealed partial class PageFolder(FrozenDictionary<string, PageFile> files)
{
    public PageFile? Page => Find("index.html");

    /// <summary>The files below a folder, which need not exist; relative to the program's own.</summary>
    public static PageFolder Of(string folder)
    {
        folder = Path.Combine(AppContext.BaseDirectory, folder);
        return new PageFolder(Directory.Exists(folder) ? List(folder) : FrozenDictionary<string, PageFile>.Empty);
    }

    public static PageFolder Empty { get; } = new(FrozenDictionary<string, PageFile>.Empty);

    public PageFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Answers with the file that the path's value <c>file</c> names, under a content security policy; 404 without one.</summary>
    public Task SendFileAsync(HttpContext context, string contentSecurityPolicy) =>
        Find((string?)context.Request.RouteValues["file"] ?? "") is { } file
            ? file.SendAsync(context, contentSecurityPolicy)
            : TypedResults.NotFound().ExecuteAsync(context);

    private static FrozenDictionary<string, PageFile> List(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToFrozenDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
            path => new PageFile(
                path,
                !types.TryGetContentType(path, out var type) ? "text/plain; charset=utf-8"
                    : type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8"
                    : type,
                HashedName.IsMatch(Path.GetFileName(path))));
    }

    // main.0349187e.js, FiraCode-Medium.1bc138a84f63b384c3f2.woff2
    [GeneratedRegex(@"\.[0-9a-f]{8,}\.", RegexOptions.CultureInvariant)]
    private static partial Regex HashedName { get; }
}
