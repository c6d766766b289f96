namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>
/// The folder that one copy spills to, beside those of other copies and processes. A locked file says that it is in use. The lock goes with
/// its process, however that ends: the next copy removes what a crash left behind.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    /// <summary>What the names of all of them begin with.</summary>
    public const string Prefix = "indhcoops-columns-";

    private const string LockExtension = ".lock";

    private readonly FileStream _lock;

    private SpillFolder(string path)
    {
        Path = path;

        // In this order: no folder is ever without its lock.
        _lock = Lock(path + LockExtension, FileMode.CreateNew);
        try
        {
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>Makes one, and removes those of processes that are gone.</summary>
    /// <param name="parent">The folder that it is made in.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The server may not write there.</exception>
    public static SpillFolder Open(string parent)
    {
        Directory.CreateDirectory(parent);
        foreach (var path in Directory.EnumerateFiles(parent, $"{Prefix}*{LockExtension}"))
        {
            RemoveUnlessUsed(path);
        }

        return new SpillFolder(System.IO.Path.Combine(System.IO.Path.GetFullPath(parent), $"{Prefix}{Guid.NewGuid():N}"));
    }

    public void Dispose()
    {
        try
        {
            Remove(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody took the right to remove it. The next copy tries again.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static void RemoveUnlessUsed(string path)
    {
        try
        {
            using var taken = Lock(path, FileMode.Open);
            Remove(path[..^LockExtension.Length]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process uses it, or it belongs to another user.
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FileStream Lock(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
