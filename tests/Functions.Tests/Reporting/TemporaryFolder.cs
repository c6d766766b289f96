namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>A folder that is gone when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops");

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, ReadOnlyMemory<byte> bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes.Span);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
