using Azure.Storage.Blobs;
using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Hosting.Storage;

/// <summary>Registers blob storage.</summary>
internal static class StorageServices
{
    /// <summary>Registers one client of the account; its options are read when the client is first asked for.</summary>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, Func<IServiceProvider, StorageOptions> options) =>
        services.AddSingleton(provider => Connect(options(provider)));

    private static BlobServiceClient Connect(StorageOptions options) => ReportStorage.Connect(options.ConnectionString, options.ServiceUri, ReportStorage.Patient);
}
