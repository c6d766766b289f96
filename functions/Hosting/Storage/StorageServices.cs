using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace IndhCoops.Functions.Hosting.Storage;

/// <summary>Registers blob storage.</summary>
internal static class StorageServices
{
    /// <summary>Registers one client of the account.</summary>
    /// <exception cref="StartException">The connection string is not one.</exception>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, StorageOptions options) =>
        services.AddSingleton(CreateClient(options));

    private static BlobServiceClient CreateClient(StorageOptions options)
    {
        // Rides out half a minute without the storage; after that the run fails and is tried again as a whole.
        var client = new BlobClientOptions
        {
            Retry = { Mode = RetryMode.Exponential, MaxRetries = 6, Delay = TimeSpan.FromSeconds(0.5), MaxDelay = TimeSpan.FromSeconds(15) },
        };
        try
        {
            return options.ServiceUri is { } uri
                ? new BlobServiceClient(uri, new DefaultAzureCredential(), client)
                : new BlobServiceClient(options.ConnectionString, client);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // The exception might quote the secret.
            throw new StartException("The connection string of the storage is not one; it looks like 'DefaultEndpointsProtocol=…;AccountName=…;AccountKey=…'.");
        }
    }
}
