using Azure.Storage.Blobs.Models;
using IndhCoops.GraphQL.Hosting.Lifetime;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Serves the dataset, so that DuckDB or Spark can read it without a key of the storage.</summary>
internal static class DatasetFiles
{
    /// <summary>The folder of the container, and where this server serves it.</summary>
    public const string Prefix = "/datasets/";

    private const string Package = "datapackage.json";

    /// <summary>Answers <c>GET</c> and <c>HEAD</c> on the dataset's files, also in part; to pages of configured origins, too.</summary>
    public static void MapDatasetFiles(this WebApplication app) =>
        app.MapMethods($"{Prefix}{{**path}}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .WithMetadata(new NeedsData()).AllowConfiguredOrigins(app.Services);

    private static async Task<IResult> ServeAsync(string? path, HttpContext context, StoredFile files)
    {
        if (path is null || TypeOf(path) is not { } type)
        {
            return Results.Problem(
                $"The dataset has no such file. {Prefix}{Package} names all that it has.", statusCode: StatusCodes.Status404NotFound);
        }

        return await files.SendAsync(
            context,
            $"{Prefix[1..]}{path}",
            $"The dataset has no such file, or has it no more: {Prefix}{Package} names all that it has. "
                + "The next run of MonthlyReport writes it anew.",
            async (blob, deadline) =>
            {
                var properties = (await blob.GetPropertiesAsync(cancellationToken: deadline)).Value;
                var reading = new BlobOpenReadOptions(allowModifications: false)
                {
                    BufferSize = StoredFile.Buffer,
                    Conditions = new() { IfMatch = properties.ETag },
                };
                var content = await blob.OpenReadAsync(reading, deadline);

                // A table lies in a folder named for the time at which it was written, and never changes; balances and the package are
                // overwritten.
                context.Response.Headers.CacheControl = path == Package || path.StartsWith("balances/", StringComparison.Ordinal)
                    ? PageHeaders.Revalidate
                    : "public, max-age=86400, immutable";
                var tag = new EntityTagHeaderValue(properties.ETag.ToString("H"));
                return Results.Stream(content, type, lastModified: properties.LastModified, entityTag: tag, enableRangeProcessing: true);
            });
    }

    private static string? TypeOf(string path) => path == Package ? "application/json"
        : path.EndsWith(".parquet", StringComparison.Ordinal) ? "application/vnd.apache.parquet"
        : null;
}
