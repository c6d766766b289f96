using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using IndhCoops.Domain.Startup;

namespace IndhCoops.Hosting.Storage;

/// <summary>Where reports lie: the timers write there, the server reads there.</summary>
public static class ReportStorage
{
    /// <summary>The container; it is private.</summary>
    public const string Container = "reports";

    /// <summary>
    /// For work that nobody waits for: it rides out half a minute without the storage. After that it fails and is tried again as a whole.
    /// </summary>
    public static BlobClientOptions Patient => new()
    {
        Retry = { Mode = RetryMode.Exponential, MaxRetries = 6, Delay = TimeSpan.FromSeconds(0.5), MaxDelay = TimeSpan.FromSeconds(15) },
    };

    /// <summary>For a file that somebody waits for: it is there within seconds, or its reader is told to come again.</summary>
    public static BlobClientOptions Brisk => new()
    {
        Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(4) },
    };

    /// <summary>A client of a storage account; nothing is asked of it yet.</summary>
    /// <param name="storage">The account.</param>
    /// <param name="client">How it is asked: <see cref="Patient"/> or <see cref="Brisk"/>.</param>
    /// <exception cref="StartException">The connection string is not one. The message does not quote it.</exception>
    public static BlobServiceClient Connect(StorageOptions storage, BlobClientOptions client)
    {
        try
        {
            return storage.ServiceUri is { } address
                ? new BlobServiceClient(address, new DefaultAzureCredential(), client)
                : new BlobServiceClient(storage.ConnectionString, client);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // The exception might quote the secret, so it goes no further.
            throw new StartException(
                "The connection string of the storage is not one; it looks like 'DefaultEndpointsProtocol=…;AccountName=…;AccountKey=…'.");
        }
    }
}
