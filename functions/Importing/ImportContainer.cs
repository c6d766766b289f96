using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace IndhCoops.Functions.Importing;

/// <summary>A file that an office has dropped.</summary>
/// <param name="Version">Changes when another file with the same name is dropped.</param>
internal sealed record DroppedFile(string Name, long SizeBytes, ETag Version);

/// <summary>
/// The private container into which offices drop files: new ones lie at its top, and each moves to <c>done/</c> or <c>refused/</c>.
/// </summary>
internal sealed class ImportContainer(BlobServiceClient storage)
{
    public const string Name = "imports";

    private readonly BlobContainerClient _container = storage.GetBlobContainerClient(Name);

    /// <summary>The files that have not been imported yet, oldest first.</summary>
    public async Task<IReadOnlyList<DroppedFile>> WaitingAsync(CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellationToken);
        var found = new List<BlobItem>();
        await foreach (var item in _container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", null, cancellationToken))
        {
            if (item.IsBlob)
            {
                found.Add(item.Blob);
            }
        }

        return
        [
            .. found.OrderBy(blob => blob.Properties.LastModified).Select(
                blob => new DroppedFile(blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.ETag ?? default)),
        ];
    }

    /// <summary>Downloads a file; false if it has been removed meanwhile.</summary>
    public async Task<bool> FetchAsync(DroppedFile file, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = file.Version } };
            await _container.GetBlobClient(file.Name).DownloadToAsync(target, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Writes a file beside one that moves.</summary>
    public Task WriteAsync(string path, string contentType, Stream content, CancellationToken cancellationToken) =>
        _container.GetBlobClient(path)
        .UploadAsync(content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, cancellationToken);

    /// <summary>Moves a file. A newer file with the same name stays.</summary>
    public async Task MoveAsync(DroppedFile file, string path, CancellationToken cancellationToken)
    {
        var (source, version) = (_container.GetBlobClient(file.Name), new BlobRequestConditions { IfMatch = file.Version });
        try
        {
            var copy = await _container.GetBlobClient(path)
                .StartCopyFromUriAsync(source.Uri, new BlobCopyFromUriOptions { SourceConditions = version }, cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
            await source.DeleteIfExistsAsync(conditions: version, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
        }
    }
}
