using System.Globalization;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>Finds the processes that have a file open, as far as this one may see: Linux only, and not into other containers.</summary>
internal static class FileUsers
{
    private const string Processes = "/proc";

    /// <summary>Names them, for an operator: <c>process 4711 (IndhCoops.GraphQL)</c>. Without this process.</summary>
    public static IReadOnlyList<string> Others(string path)
    {
        if (!Directory.Exists(Processes))
        {
            return [];
        }

        var full = Real(Path.GetFullPath(path));
        return
        [
            .. Directory.EnumerateDirectories(Processes)
                .Select(folder => (Folder: folder, Id: IdOf(Path.GetFileName(folder))))
                .Where(process => process.Id > 0 && process.Id != Environment.ProcessId && HasOpen(process.Folder, full))
                .OrderBy(process => process.Id)
                .Select(process => FormattableString.Invariant($"process {process.Id} ({Name(process.Folder)})")),
        ];
    }

    // Zero where the folder is not that of a process.
    private static int IdOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    // As the system has it, without links.
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var at = new FileInfo(Path.Combine(Real(parent), Path.GetFileName(path)));
        return at.LinkTarget is null ? at.FullName : Real(at.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    private static bool HasOpen(string process, string path)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(handle => new FileInfo(handle).LinkTarget == path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // It ended meanwhile, or belongs to somebody else.
        }
    }

    private static string Name(string process)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var name = words.Select(Path.GetFileName).FirstOrDefault(word => word != "dotnet");
            return name is null ? "unknown" : Path.GetExtension(name) == ".dll" ? Path.GetFileNameWithoutExtension(name) : name;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
