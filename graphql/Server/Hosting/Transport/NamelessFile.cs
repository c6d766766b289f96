namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>Temporary files without a name once they are open: only this process reaches them, and no crash leaves one behind.</summary>
internal static class NamelessFile
{
    /// <param name="folder">Where it takes its room; null for the system's folder of temporary files.</param>
    /// <param name="purpose">What it is for: the beginning of its name, before the name is removed.</param>
    /// <exception cref="IOException">There is no room, or no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The server may not write there.</exception>
    public static FileStream Open(string? folder, string purpose)
    {
        var path = Path.Combine(folder ?? Path.GetTempPath(), $"indhcoops-{purpose}-{Guid.NewGuid():N}");
        var settings = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, settings);
        }

        settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, settings);
        File.Delete(path);
        return file;
    }
}
