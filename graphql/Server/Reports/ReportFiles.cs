using Azure.Storage.Blobs;
using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Serves the files of reports out of the private container: those that the graph names, and nothing else.</summary>
internal static class ReportFiles
{
    /// <summary>Registers the storage where the settings name one (<c>Storage:ConnectionString</c> or <c>Storage:ServiceUri</c>).</summary>
    /// <exception cref="StartException">They do not name one that can be.</exception>
    public static IServiceCollection AddReportFiles(this IServiceCollection services, IConfiguration configuration) =>
        (StorageOptions.Find(configuration) is { } storage ? services.AddStorage(storage) : services).AddSingleton<StoredFile>();

    /// <summary>Answers <c>GET</c> and <c>HEAD</c> on the graph's files, also in part; to pages of configured origins, too.</summary>
    public static void MapReportFiles(this WebApplication app) =>
        app.MapMethods($"{ReportFile.UrlPrefix}{{**path}}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .WithMetadata(new NeedsData()).AllowConfiguredOrigins(app.Services);

    // A method of its own, so that Azure's storage library is loaded only where a storage is set.
    private static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions storage) =>
        services.AddSingleton(ReportStorage.Connect(storage, ReportStorage.Brisk));

    private static async Task<IResult> ServeAsync(
        string path,
        HttpContext context,
        IDbContextFactory<IndhCoopsContext> contexts,
        StoredFile files,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(ReportFile.UrlPrefix + path, contexts, cancellationToken) is not { } file)
        {
            return Results.Problem(
                "No published report has a file of this address. Ask the graph: { reports { nodes { period files { format url } } } }",
                statusCode: StatusCodes.Status404NotFound);
        }

        return await files.SendAsync(
            context,
            file.Path,
            "The graph lists this file, but the storage has it no more. RefreshBalances puts it back within a day, "
                + "where its month was not restated since.",
            (blob, deadline) => OpenAsync(context.Response.Headers, file, blob, deadline));
    }

    private static async Task<ReportFile?> FindAsync(
        string url, IDbContextFactory<IndhCoopsContext> contexts, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(StoredFile.Patience);
        return await database.ReportFiles.AsNoTracking().Include(row => row.Report).SingleOrDefaultAsync(
            row => row.Url == url, cancellationToken);
    }

    private static async Task<IResult> OpenAsync(
        IHeaderDictionary headers, ReportFile file, BlobClient blob, CancellationToken cancellationToken)
    {
        var content = await blob.OpenReadAsync(bufferSize: StoredFile.Buffer, cancellationToken: cancellationToken);

        // The content of an address never changes: a restated month gets another address.
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        headers.XFrameOptions = "SAMEORIGIN";
        return Results.Stream(
            content,
            file.Format.ContentType,
            file.Format is ReportFormat.Html or ReportFormat.Manifest or ReportFormat.DataPackage ? null : DownloadName(file),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true);
    }

    /// <summary>The name under which a file is saved. The CSV keeps the name by which the Data Package beside it finds it.</summary>
    internal static string DownloadName(ReportFile file)
    {
        var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        return file.Format == ReportFormat.Csv ? name : $"indh-{file.Report.Period:yyyy-MM}-r{file.Report.Revision}-{name}";
    }
}
