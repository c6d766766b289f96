using IndhCoops.GraphQL.Hosting.Http;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>The explorer's files, where it is enabled.</summary>
internal sealed partial class ExplorerFiles
{
    // Beside the program, where the build puts them.
    private const string Folder = "explorer";

    private readonly PageFolder _folder;

    public ExplorerFiles(IOptions<ExplorerOptions> options, ILogger<ExplorerFiles> logger)
    {
        _folder = options.Value.Enabled == true ? PageFolder.Of(Folder) : PageFolder.Empty;
        if (options.Value.Enabled == true && Page is null)
        {
            LogMissing(logger, Folder);
        }
    }

    public PageFile? Page => _folder.Page;

    public PageFile? Find(string path) => _folder.Find(path);

    [LoggerMessage(10, LogLevel.Warning, "There is no explorer in {Folder}; browsers are answered like any other client")]
    private static partial void LogMissing(ILogger logger, string folder);
}
