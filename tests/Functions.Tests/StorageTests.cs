using Azure.Storage.Blobs;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Functions.Tests;

/// <summary>The storage that functions get.</summary>
public sealed class StorageTests
{
    [Theory]
    [InlineData(null, null, "No storage is given for the reports.")]
    [InlineData("", "", "No storage is given for the reports.")]
    [InlineData("UseDevelopmentStorage=true", "https://account.blob.core.windows.net", "are both set: keep one.")]
    [InlineData(null, "account", "INDHCOOPS_Storage__ServiceUri is 'account'")]
    [InlineData(null, "http://account.blob.core.windows.net", "it must be like https://ACCOUNT.blob.core.windows.net")]
    [InlineData("AccountKey=hunter2", null, "The connection string of the storage is not one")]
    public void What_cannot_work_is_refused_without_showing_a_secret(string? connectionString, string? serviceUri, string complaint)
    {
        var exception = Assert.Throws<StartException>(() => Client(null, connectionString, serviceUri));

        Assert.Contains(complaint, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_entered_by_managed_identity() =>
        Assert.Equal("https://account.blob.core.windows.net/", Client(null, null, "https://account.blob.core.windows.net").Uri.ToString());

    [Fact]
    public void The_command_line_goes_before_the_settings() =>
        Assert.Equal(
            "http://127.0.0.1:7/devstoreaccount1", Client(Emulator(7), null, "https://account.blob.core.windows.net").Uri.ToString());

    [Fact]
    public async Task Blobs_are_written_and_read()
    {
        var container = Client(await TestStorage.ConnectionStringAsync(TestContext.Current.CancellationToken), null, null)
            .GetBlobContainerClient($"c{Guid.NewGuid():N}");
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);

        await container.UploadBlobAsync("a/é.csv", BinaryData.FromString("1,5"), TestContext.Current.CancellationToken);

        Assert.Equal("1,5", await ReadAsync(container, "a/é.csv"));
    }

    [Fact]
    public async Task A_client_rides_out_a_storage_that_stops_and_comes_back_with_its_blobs()
    {
        using var folder = new AppFolder();
        await using var azurite = await AzuriteServer.StartAsync(folder.Root, TestContext.Current.CancellationToken);
        var container = Client(azurite.ConnectionString, null, null).GetBlobContainerClient("reports");
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await container.UploadBlobAsync("before", BinaryData.FromString("1"), TestContext.Current.CancellationToken);

        await azurite.StopAsync();
        var upload = container.UploadBlobAsync("meanwhile", BinaryData.FromString("2"), TestContext.Current.CancellationToken);
        await azurite.StartAsync(TestContext.Current.CancellationToken);
        await upload;

        Assert.Equal(("1", "2"), (await ReadAsync(container, "before"), await ReadAsync(container, "meanwhile")));
    }

    private static BlobServiceClient Client(string? commandLine, string? connectionString, string? serviceUri)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:ConnectionString", connectionString), new("Storage:ServiceUri", serviceUri)])
            .Build();
        var options = settings.ReadStorage(commandLine);
        return new ServiceCollection().AddBlobStorage(_ => options).BuildServiceProvider().GetRequiredService<BlobServiceClient>();
    }

    private static string Emulator(int port) =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;"
            + $"BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";

    private static async Task<string> ReadAsync(BlobContainerClient container, string name) =>
        (await container.GetBlobClient(name).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString();
}
