using Azure.Storage.Blobs;
using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Hosting.Storage;

/// <summary>Registers blob storage.</summary>
internal static class StorageServices
{
    /// <summary>Registers one client of the account.</summary>
    /// <exception cref="StartException">The connection string is not one.</exception>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, StorageOptions options) =>
        services.AddSingleton<BlobServiceClient>(ReportStorage.Connect(options.ConnectionString, options.ServiceUri, ReportStorage.Patient));
}
