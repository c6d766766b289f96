namespace IndhCoops.Benchmarks.Reports;

/// <summary>A folder for blobs, gone when it is disposed.</summary>
internal sealed class BlobFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-blobs-");

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
