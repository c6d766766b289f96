using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.Reports;

/// <summary>Where reports lie: the timers write there, the server reads there.</summary>
public static class ReportStorage
{
    /// <summary>The container; it is private.</summary>
    public const string Container = "reports";

    /// <summary>What the server puts before a path in the container to make a file's address.</summary>
    public const string UrlPrefix = "/reports/";

    /// <summary>How work is done that nobody waits for: it rides out half a minute without the storage. After that it fails and is tried again as a whole.</summary>
    public static BlobClientOptions Patient => new()
    {
        Retry = { Mode = RetryMode.Exponential, MaxRetries = 6, Delay = TimeSpan.FromSeconds(0.5), MaxDelay = TimeSpan.FromSeconds(15) },
    };

    /// <summary>How a file is fetched for somebody who waits: it is there within seconds, or its reader is told to come again.</summary>
    public static BlobClientOptions Brisk => new()
    {
        Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(4) },
    };

    /// <summary>A client of a storage account; nothing is asked of it yet.</summary>
    /// <param name="connectionString">A connection string, which holds a secret; or null.</param>
    /// <param name="serviceUri">The blob service's address, entered by managed identity, where there is no connection string.</param>
    /// <param name="client">How it is asked: <see cref="Patient"/> or <see cref="Brisk"/>.</param>
    /// <exception cref="StartException">The connection string is not one. The message does not quote it.</exception>
    public static BlobServiceClient Connect(string? connectionString, Uri? serviceUri, BlobClientOptions client)
    {
        try
        {
            return serviceUri is not null
                ? new BlobServiceClient(serviceUri, new DefaultAzureCredential(), client)
                : new BlobServiceClient(connectionString, client);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // The exception might quote the secret, so it goes no further.
            throw new StartException("The connection string of the storage is not one; it looks like 'DefaultEndpointsProtocol=…;AccountName=…;AccountKey=…'.");
        }
    }
}
