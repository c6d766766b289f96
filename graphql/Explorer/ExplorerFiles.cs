using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>
/// The explorer's files, listed once at start: what is not in the list is not served, whatever a path may look like.
/// </summary>
internal sealed partial class ExplorerFiles
{
    private readonly FrozenDictionary<string, ExplorerFile> _files;

    public ExplorerFiles(IOptions<ExplorerOptions> options, ILogger<ExplorerFiles> logger)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, options.Value.Folder);
        _files = options.Value.Enabled == true && Directory.Exists(folder) ? List(folder) : FrozenDictionary<string, ExplorerFile>.Empty;
        Page = _files.GetValueOrDefault("index.html");
        if (options.Value.Enabled == true && Page is null)
        {
            LogMissing(logger, folder);
        }
    }

    /// <summary>The page itself, or null where there is no explorer.</summary>
    public ExplorerFile? Page { get; }

    /// <summary>The file of a path below the explorer's own, or null.</summary>
    public ExplorerFile? Find(string path) => _files.GetValueOrDefault(path);

    private static FrozenDictionary<string, ExplorerFile> List(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToFrozenDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
            path => new ExplorerFile(
                path,
                !types.TryGetContentType(path, out var type) ? "text/plain; charset=utf-8"
                    : type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8"
                    : type,
                HashedName.IsMatch(Path.GetFileName(path))));
    }

    // main.0349187e.js, FiraCode-Medium.1bc138a84f63b384c3f2.woff2
    [GeneratedRegex(@"\.[0-9a-f]{8,}\.", RegexOptions.CultureInvariant)]
    private static partial Regex HashedName { get; }

    [LoggerMessage(10, LogLevel.Warning, "There is no explorer in {Folder}; browsers are answered like any other client")]
    private static partial void LogMissing(ILogger logger, string folder);
}
