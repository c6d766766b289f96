using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using IndhCoops.Domain.Telemetry;

namespace IndhCoops.Functions.Publishing;

/// <summary>What the storage says of a blob without reading it.</summary>
internal sealed record StoredBlob(long SizeBytes, string Md5);

/// <summary>The private container in which reports land. A blob appears whole or not at all.</summary>
internal sealed class ReportContainer(BlobServiceClient storage)
{
    private readonly BlobContainerClient _container = storage.GetBlobContainerClient(ReportStorage.Container);

    /// <summary>Makes the container where it is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken) =>
        await _container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellationToken);

    /// <summary>Writes a blob, over what may be there.</summary>
    public Task PutAsync(string path, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        UploadAsync(path, contentType, bytes, null, cancellationToken);

    /// <summary>Writes a file as a blob, over what may be there.</summary>
    public Task PutAsync(string path, string contentType, Stream file, CancellationToken cancellationToken) => Tracing.RunAsync(
        () => SpanOf(path, file.Length),
        _ => _container.GetBlobClient(path).UploadAsync(
            file, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, cancellationToken),
        StorageFailure.KindOf);

    /// <summary>The paths of all blobs below a folder.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
        {
            paths.Add(blob.Name);
        }

        return paths;
    }

    /// <summary>Writes a blob where there is none; false where there is one already.</summary>
    public async Task<bool> TryPutNewAsync(string path, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await UploadAsync(path, contentType, bytes, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists || exception.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Reads a blob; null where there is none.</summary>
    public async Task<BinaryData?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await _container.GetBlobClient(path).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Removes a blob where there is one.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) =>
        _container.DeleteBlobIfExistsAsync(path, cancellationToken: cancellationToken);

    /// <summary>Every blob by its path.</summary>
    public async Task<IReadOnlyDictionary<string, StoredBlob>> ListAsync(CancellationToken cancellationToken)
    {
        var blobs = new Dictionary<string, StoredBlob>(StringComparer.Ordinal);
        await foreach (var blob in _container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            blobs.Add(
                blob.Name,
                new StoredBlob(blob.Properties.ContentLength ?? -1, Convert.ToHexStringLower(blob.Properties.ContentHash ?? [])));
        }

        return blobs;
    }

    private Task<Response<BlobContentInfo>> UploadAsync(
        string path,
        string contentType,
        ReadOnlyMemory<byte> bytes,
        BlobRequestConditions? conditions,
        CancellationToken cancellationToken) =>
        Tracing.RunAsync(() => SpanOf(path, bytes.Length), _ =>
        {
            var options = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Conditions = conditions,
            };
            return _container.GetBlockBlobClient(path).UploadAsync(BinaryData.FromBytes(bytes).ToStream(), options, cancellationToken);
        }, StorageFailure.KindOf);

    private static Activity? SpanOf(string path, long bytes)
    {
        var span = Tracing.Source.StartActivity("write blob", ActivityKind.Client);
        span?.SetTag("indhcoops.blob.path", path);
        span?.SetTag("indhcoops.blob.size", bytes);
        return span;
    }
}
