using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Hosting.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>Reads requests with files: to disk, by limits of their own, for those who may import; for others into memory.</summary>
internal sealed partial class UploadReader(
    TokenRights rights,
    BodyReader bodies,
    RequestJson json,
    IOptions<UploadOptions> options,
    IOptions<GraphHttpOptions> http,
    TimeProvider time,
    ILogger<UploadReader> logger)
{
    private const int MaxBoundary = 200;

    private readonly UploadOptions _options = options.Value;
    private readonly ClientPlaces _places = new(options.Value.MaxConcurrent, options.Value.PerClient);

    /// <summary>Reads a form; null where it was refused or its client has gone, which is then answered.</summary>
    public async ValueTask<UploadForm?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var hasPreflight = request.Headers.ContainsKey("GraphQL-Preflight");
        if (!hasPreflight || BoundaryOf(request.ContentType) is not { } boundary)
        {
            return await RefuseAsync(
                context, hasPreflight ? RequestRefusal.InvalidForm("Missing content-type boundary.") : RequestRefusal.NoPreflight);
        }

        var sender = await rights.SenderAsync(context);
        if (!sender.MayImport)
        {
            return await ReadInMemoryAsync(context, boundary, sender);
        }

        var refusal = request.ContentLength > _options.MaxBytes + http.Value.MaxRequestSize
            ? RequestRefusal.TooLargeUpload(_options.MaxBytes)
            : BodyReader.RefusalOf(context);
        if (refusal is not null)
        {
            return await RefuseAsync(context, refusal);
        }

        var client = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        return _places.TryTake(client, out var hasTooMany)
            ? await ReadToDiskAsync(context, boundary, () => _places.GiveBack(client))
            : await RefuseAsync(context, hasTooMany ? RequestRefusal.TooManyUploads : RequestRefusal.UploadsTaken);
    }

    private async ValueTask<UploadForm?> ReadInMemoryAsync(HttpContext context, string boundary, Sender sender)
    {
        var (body, refusal, hasLeft) = await bodies.ReadAsync(context);
        if (refusal is not null || hasLeft)
        {
            return refusal is null ? null : await RefuseAsync(context, refusal == RequestRefusal.TooLarge ? sender.Refusal : refusal);
        }

        var form = Begin(context, http.Value.MaxRequestSize, () => Stream.Null, () => { });
        using var copy = new MemoryStream(body is null ? [] : body.Span.ToArray(), writable: false);
        body?.Dispose();
        return await ReadAsync(context, form, copy, boundary, context.RequestAborted);
    }

    private async ValueTask<UploadForm?> ReadToDiskAsync(HttpContext context, string boundary, Action leave)
    {
        var began = time.GetTimestamp();
        var form = Begin(context, _options.MaxBytes, Open, leave);

        // Only a backstop: it counts the frames of chunks, and fields that mean nothing, as well.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = 2 * (_options.MaxBytes + http.Value.MaxRequestSize);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(_options.BodyTimeout);
        var upload = await ReadAsync(context, form, context.Request.Body, boundary, deadline.Token);
        var left = _options.Timeout - time.GetElapsedTime(began);
        context.Features.Set(new UploadTime(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), _options.Timeout));
        return upload;
    }

    private UploadForm Begin(HttpContext context, long maxFileBytes, Func<Stream> open, Action ended)
    {
        var connection = context.Features.Get<ConnectionPlace>();
        connection?.Begin();
        var maxBatch = http.Value.Batching ? http.Value.MaxBatchSize : (int?)null;
        return new UploadForm(json, maxBatch, http.Value.MaxRequestSize, maxFileBytes, open, ended + (() => connection?.End()));
    }

    private FileStream Open()
    {
        try
        {
            return NamelessFile.Open(_options.Folder, "upload");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UploadRefusedException(RequestRefusal.NoRoomForUpload, exception);
        }
    }

    private async ValueTask<UploadForm?> ReadAsync(
        HttpContext context, UploadForm form, Stream body, string boundary, CancellationToken cancellationToken)
    {
        RequestRefusal? refusal;
        try
        {
            await form.ReadAsync(body, boundary, cancellationToken);
            return form;
        }
        catch (UploadRefusedException refused)
        {
            refusal = refused.Refusal;
            if (refused.InnerException is { } full)
            {
                LogNoRoom(logger, _options.Folder ?? Path.GetTempPath(), full.Message);
            }
        }
        catch (Exception exception) when (exception is ConnectionResetException || context.RequestAborted.IsCancellationRequested)
        {
            HttpLog.ClientLeft(logger, context.Request.Method, context.Request.Path);
            context.Abort();
            refusal = null;
        }
        catch (OperationCanceledException)
        {
            refusal = RequestRefusal.SlowBody(_options.BodyTimeout);
        }
        catch (BadHttpRequestException broken)
        {
            refusal = broken.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? RequestRefusal.TooLargeUpload(_options.MaxBytes)
                : RequestRefusal.BrokenBody(broken);
        }
        catch
        {
            await form.DisposeAsync();
            throw;
        }

        // The file goes, and the place is free, before anybody is told.
        await form.DisposeAsync();
        return refusal is null ? null : await RefuseAsync(context, refusal);
    }

    private static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaxBoundary } boundary
            ? boundary
            : null;

    private static async ValueTask<UploadForm?> RefuseAsync(HttpContext context, RequestRefusal refusal)
    {
        await FailureAnswer.WriteAsync(context, refusal);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A file that came with a request finds no room in {Folder}: {Reason}")]
    private static partial void LogNoRoom(ILogger logger, string folder, string reason);
}
