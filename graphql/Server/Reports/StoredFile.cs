using Azure.Storage.Blobs;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.Hosting.Storage;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Sends a blob of the private container in whole or in part, or says why it cannot.</summary>
internal sealed partial class StoredFile(IEnumerable<BlobServiceClient> storages, ILogger<StoredFile> logger)
{
    /// <summary>Until the storage has begun to answer; what a reader waits for at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The bytes of a file that are held for its reader, however slow: each fetch from the storage brings so many.</summary>
    public const int Buffer = 1024 * 1024;

    // Null where no storage is set.
    private readonly BlobServiceClient? _storage = storages.LastOrDefault();

    public bool HasStorage => _storage is not null;

    /// <param name="path">The path in the container.</param>
    /// <param name="missing">What is said where there is no such blob.</param>
    /// <param name="open">Begins to read it, before the deadline.</param>
    /// <returns>What is left to answer.</returns>
    public async Task<IResult> SendAsync(
        HttpContext context, string path, string missing, Func<BlobClient, CancellationToken, Task<IResult>> open)
    {
        if (!HasStorage)
        {
            return Results.Problem(
                "This server has been given no storage to read reports from.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            IResult file;
            using (var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted))
            {
                deadline.CancelAfter(Patience);
                file = await open(Blob(path), deadline.Token);
            }

            await file.ExecuteAsync(context);
        }
        catch (Exception exception)
            when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && StorageOutage.IsMissing(exception))
        {
            LogMissing(logger, path);
            context.Response.Clear();
            return Results.Problem(missing, statusCode: StatusCodes.Status404NotFound);
        }
        catch (Exception exception)
            when (!context.Response.HasStarted
                && !context.RequestAborted.IsCancellationRequested
                && StorageOutage.Of(exception) is { } outage)
        {
            LogAway(logger, path, exception.GetBaseException().Message);
            context.Response.Clear();
            await FailureAnswer.WriteAsync(context, outage);
        }
        catch (Exception exception)
            when (exception is not SlowReaderException
                && !context.RequestAborted.IsCancellationRequested
                && StorageOutage.Of(exception) is not null)
        {
            // Abort, so that half a file is not taken for the whole.
            LogBrokenOff(logger, path, exception.GetBaseException().Message);
            context.Abort();
        }

        return Results.Empty;
    }

    /// <summary>Reads a small blob whole, within <see cref="Patience"/>.</summary>
    public async Task<BinaryData> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        return (await Blob(path).DownloadContentAsync(deadline.Token)).Value.Content;
    }

    private BlobClient Blob(string path) => _storage!.GetBlobContainerClient(ReportStorage.Container).GetBlobClient(path);

    [LoggerMessage(21, LogLevel.Warning, "The storage has no blob {Path}, which was asked for")]
    private static partial void LogMissing(ILogger logger, string path);

    [LoggerMessage(22, LogLevel.Warning, "The storage did not give the blob {Path}: {Reason}")]
    private static partial void LogAway(ILogger logger, string path, string reason);

    [LoggerMessage(23, LogLevel.Warning, "The storage gave only the beginning of the blob {Path}, and its reader was broken off: {Reason}")]
    private static partial void LogBrokenOff(ILogger logger, string path, string reason);
}
