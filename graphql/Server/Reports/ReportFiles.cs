using Azure.Storage.Blobs;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Serves the files of reports out of the private container: those that the graph names, and nothing else.</summary>
internal static partial class ReportFiles
{
    // Until the storage has begun to answer; what a reader waits for at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Registers the storage where the settings name one (<c>Storage:ConnectionString</c> or <c>Storage:ServiceUri</c>).</summary>
    /// <exception cref="StartException">They do not name one that can be.</exception>
    public static IServiceCollection AddReportFiles(this IServiceCollection services, IConfiguration configuration) =>
        StorageOptions.Find(configuration) is { } storage ? services.AddStorage(storage) : services;

    /// <summary>Answers <c>GET</c> and <c>HEAD</c> on the addresses that the graph gives for files, also for a part of one; to pages of configured origins, too.</summary>
    public static void MapReportFiles(this WebApplication app) =>
        app.MapMethods($"{ReportFile.UrlPrefix}{{**path}}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .WithMetadata(new NeedsData()).AllowConfiguredOrigins(app.Services);

    // On its own, so that Azure's storage library is loaded only where there is a storage.
    private static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions storage) =>
        services.AddSingleton(ReportStorage.Connect(storage, ReportStorage.Brisk));

    private static async Task ServeAsync(
        string path, HttpContext context, IDbContextFactory<IndhCoopsContext> contexts, IServiceProvider services, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (await FindAsync(ReportFile.UrlPrefix + path, contexts, cancellationToken) is not { } file)
        {
            await Results.Problem("No published report has a file of this address. Ask the graph: { reports { nodes { period files { format url } } } }", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
            return;
        }

        if (services.GetService<BlobServiceClient>() is not { } storage)
        {
            await Results.Problem("This server has been given no storage to read reports from.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }

        try
        {
            await SendAsync(context, file, storage.GetBlobContainerClient(ReportStorage.Container).GetBlobClient(file.Path), cancellationToken);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !cancellationToken.IsCancellationRequested && StorageOutage.IsMissing(exception))
        {
            LogMissing(loggers.CreateLogger("IndhCoops.GraphQL.Reports"), file.Path);
            context.Response.Clear();
            await Results.Problem("The graph lists this file, but the storage has it no more. The next run of MonthlyReport puts it back.", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !cancellationToken.IsCancellationRequested && StorageOutage.Of(exception) is { } outage)
        {
            LogAway(loggers.CreateLogger("IndhCoops.GraphQL.Reports"), file.Path, exception.GetBaseException().Message);
            context.Response.Clear();
            await FailureAnswer.WriteAsync(context, new Unavailability(outage.Message, outage.RetryAfter));
        }
        catch (Exception exception) when (context.Response.HasStarted && !cancellationToken.IsCancellationRequested && exception is not SlowReaderException && StorageOutage.Of(exception) is not null)
        {
            // Half a file must not pass for a whole one.
            LogBrokenOff(loggers.CreateLogger("IndhCoops.GraphQL.Reports"), file.Path, exception.GetBaseException().Message);
            context.Abort();
        }
    }

    private static async Task<ReportFile?> FindAsync(string url, IDbContextFactory<IndhCoopsContext> contexts, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(Patience);
        return await database.ReportFiles.AsNoTracking().Include(row => row.Report).SingleOrDefaultAsync(row => row.Url == url, cancellationToken);
    }

    private static async Task SendAsync(HttpContext context, ReportFile file, BlobClient blob, CancellationToken cancellationToken)
    {
        Stream content;
        using (var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            deadline.CancelAfter(Patience);
            content = await blob.OpenReadAsync(cancellationToken: deadline.Token);
        }

        // What stands under an address never changes: a restated month gets another one.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        context.Response.Body = new PacedBody(context);
        await Results.Stream(
            content,
            ContentTypeOf(file.Format),
            file.Format is ReportFormat.Html or ReportFormat.Manifest or ReportFormat.DataPackage ? null : DownloadName(file),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true).ExecuteAsync(context);
    }

    // The CSV keeps the name by which the Data Package beside it finds it.
    private static string DownloadName(ReportFile file)
    {
        var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        return file.Format == ReportFormat.Csv ? name : $"indh-{file.Report.Period:yyyy-MM}-r{file.Report.Revision}-{name}";
    }

    private static string ContentTypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Csv => "text/csv; charset=utf-8",
        ReportFormat.Parquet => "application/vnd.apache.parquet",
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.DataPackage or ReportFormat.Manifest => "application/json",
        _ => "application/octet-stream",
    };

    [LoggerMessage(21, LogLevel.Warning, "The storage has no blob {Path}, which a report lists")]
    private static partial void LogMissing(ILogger logger, string path);

    [LoggerMessage(22, LogLevel.Warning, "The storage did not give the blob {Path}: {Reason}")]
    private static partial void LogAway(ILogger logger, string path, string reason);

    [LoggerMessage(23, LogLevel.Warning, "The storage gave only the beginning of the blob {Path}, and its reader was broken off: {Reason}")]
    private static partial void LogBrokenOff(ILogger logger, string path, string reason);
}
