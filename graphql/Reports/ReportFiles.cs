using Azure.Storage.Blobs;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Serves the files of reports out of the private container: those that the graph names, and nothing else.</summary>
internal static class ReportFiles
{
    /// <summary>Registers the storage where the settings name one (<c>Storage:ConnectionString</c> or <c>Storage:ServiceUri</c>).</summary>
    /// <exception cref="ArgumentException">The connection string is not one.</exception>
    public static IServiceCollection AddReportFiles(this IServiceCollection services, IConfiguration configuration)
    {
        var (connectionString, serviceUri) = (configuration["Storage:ConnectionString"], configuration["Storage:ServiceUri"]);
        return string.IsNullOrEmpty(connectionString) && string.IsNullOrEmpty(serviceUri)
            ? services
            : services.AddStorage(connectionString, string.IsNullOrEmpty(serviceUri) ? null : new Uri(serviceUri));
    }

    /// <summary>Answers <c>GET</c> and <c>HEAD</c> on the addresses that the graph gives for files, also for a part of one; to pages of configured origins, too.</summary>
    public static void MapReportFiles(this WebApplication app) =>
        app.MapMethods($"{ReportStorage.UrlPrefix}{{**path}}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowConfiguredOrigins(app.Services);

    // On its own, so that Azure's storage library is loaded only where there is a storage.
    private static IServiceCollection AddStorage(this IServiceCollection services, string? connectionString, Uri? serviceUri) =>
        services.AddSingleton(ReportStorage.Connect(connectionString, serviceUri));

    private static async Task<IResult> ServeAsync(
        string path, HttpContext context, IDbContextFactory<IndhCoopsContext> contexts, IServiceProvider services, CancellationToken cancellationToken)
    {
        var url = ReportStorage.UrlPrefix + path;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var file = await database.ReportFiles.AsNoTracking().Include(row => row.Report).SingleOrDefaultAsync(row => row.Url == url, cancellationToken);
        if (file is null)
        {
            return Results.Problem("No published report has a file of this address. Ask the graph: { reports { nodes { period files { format url } } } }", statusCode: StatusCodes.Status404NotFound);
        }

        if (services.GetService<BlobServiceClient>() is not { } storage)
        {
            return Results.Problem("This server has been given no storage to read reports from.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        // What stands under an address never changes: a restated month gets another one.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        var blob = storage.GetBlobContainerClient(ReportStorage.Container).GetBlobClient(file.Path);
        var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        context.Response.Body = new PacedBody(context);
        return Results.Stream(
            content,
            ContentTypeOf(file.Format),
            file.Format is ReportFormat.Html or ReportFormat.Manifest or ReportFormat.DataPackage ? null : DownloadName(file),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static string DownloadName(ReportFile file) =>
        $"indh-{file.Report.Period:yyyy-MM}-r{file.Report.Revision}-{file.Path[(file.Path.LastIndexOf('/') + 1)..]}";

    private static string ContentTypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Csv => "text/csv; charset=utf-8",
        ReportFormat.Parquet => "application/vnd.apache.parquet",
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.DataPackage or ReportFormat.Manifest => "application/json",
        _ => "application/octet-stream",
    };
}
