namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>A file that a command writes where there was none. One that finds no room does not stay behind half written.</summary>
internal static class NewFile
{
    /// <exception cref="IOException">There is one already, or no room.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        try
        {
            await write(file);
            await file.FlushAsync(CancellationToken.None);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
