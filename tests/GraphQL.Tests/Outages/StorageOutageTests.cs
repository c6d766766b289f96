using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Reports;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Http;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>The storage of the reports is away, silent or refuses: readers are told to come again, and soon.</summary>
public sealed class StorageOutageTests : IAsyncLifetime
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Away = "The storage of the reports does not answer. Ask again in a moment.";

    private readonly string _path = $"monthly/2024-06/1/{Guid.NewGuid():N}/balances.csv";
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled);
        await new ReferenceDataLoader(_database.Contexts, TimeProvider.System).LoadAsync(Cancelled);
        await new BalanceStriker(_database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        await using var context = _database.Contexts.CreateDbContext();
        var report = new Report(new DateOnly(2024, 6, 1), 1, await context.Strikes.SingleAsync(Cancelled), DataSource.Press);
        report.Add(ReportFormat.Csv, _path, 5, new string('0', 64), "1B2M2Y8AsgTpgAmY7PhCfg==", 1);
        context.Add(report);
        await context.SaveChangesAsync(Cancelled);
    }

    [Fact]
    public async Task A_file_that_is_there_is_served()
    {
        var storage = await TestStorage.ConnectionStringAsync(Cancelled);
        var container = new BlobServiceClient(storage).GetBlobContainerClient(ReportStorage.Container);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancelled);
        await container.UploadBlobAsync(_path, BinaryData.FromString("hello"), Cancelled);

        var (status, _, body) = await AskAsync(storage);

        Assert.Equal((HttpStatusCode.OK, "hello"), (status, body));
    }

    [Fact]
    public async Task A_file_that_the_storage_lacks_is_not_found()
    {
        var (status, wait, body) = await AskAsync(await TestStorage.ConnectionStringAsync(Cancelled));

        Assert.Equal((HttpStatusCode.NotFound, null), (status, wait));
        Assert.Equal(
            "The graph lists this file, but the storage has it no more. RefreshBalances puts it back within a day, "
                + "where its month was not restated since.", Detail(body));
    }

    [Fact]
    public async Task A_storage_that_refuses_the_server_is_an_outage()
    {
        var storage = (await TestStorage.ConnectionStringAsync(Cancelled)).Replace(
            Key, Convert.ToBase64String(new byte[64]), StringComparison.Ordinal);

        await AssertPutOffAsync(
            storage, 60, "The storage of the reports refuses this server; its operator has to give it the right to read. Ask again later.");
    }

    [Fact]
    public async Task A_storage_that_nobody_runs_is_an_outage() => await AssertPutOffAsync(ConnectionString(1), 5, Away);

    [Fact]
    public async Task A_storage_that_keeps_silent_is_an_outage()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await AssertPutOffAsync(ConnectionString(((IPEndPoint)listener.LocalEndpoint).Port), 5, Away);
    }

    [Theory]
    [InlineData("429 Too Many Requests", 17, "The storage of the reports is asked too often. Ask again later.")]
    [InlineData("503 Server Busy", 17, Away)]
    [InlineData("500 Internal Server Error", 17, Away)]
    public async Task A_storage_that_is_busy_says_when_to_come_again(string status, int wait, string message)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(
            listener, $"HTTP/1.1 {status}\r\nRetry-After: {wait}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        await AssertPutOffAsync(ConnectionString(((IPEndPoint)listener.LocalEndpoint).Port), wait, message);
        await answering;
    }

    // The rest of a large file is fetched while the beginning is being sent.
    [Fact]
    public async Task A_storage_that_goes_away_in_the_middle_of_a_file_breaks_its_reader_off_and_the_log_says_why_in_a_line()
    {
        const int Size = 6_000_000;
        const int First = StoredFile.Buffer;
        const string Headers =
            "ETag: \"0x1\"\r\nLast-Modified: Sat, 01 Jun 2024 00:00:00 GMT\r\nx-ms-blob-type: BlockBlob\r\nConnection: close\r\n";
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var log = new RecordedLog();
        await using var server = await AccessServer.StartAsync(
            _database.Options,
            services => services.AddLogging(logging => logging.AddProvider(log)),
            ("Storage:ConnectionString", ConnectionString(((IPEndPoint)listener.LocalEndpoint).Port)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var playing = PlayAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => server.GetAsync($"/reports/{_path}"));

        await log.WaitForAsync(line => line.Contains("gave only the beginning of the blob", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log.Lines, line => line.Contains("   at ", StringComparison.Ordinal) && !line.StartsWith("Debug", StringComparison.Ordinal));
        await stop.CancelAsync();
        await playing;

        async Task PlayAsync()
        {
            try
            {
                for (var ranges = 0; ;)
                {
                    using var client = await listener.AcceptTcpClientAsync(stop.Token);
                    var stream = client.GetStream();
                    var request = new byte[8192];
                    var isHead = Encoding.ASCII.GetString(request, 0, await stream.ReadAsync(request, stop.Token)).StartsWith(
                        "HEAD", StringComparison.Ordinal);
                    if (isHead)
                    {
                        await stream.WriteAsync(
                            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Size}\r\n{Headers}\r\n"), stop.Token);
                    }
                    else if (ranges++ == 0)
                    {
                        await stream.WriteAsync(
                            Encoding.ASCII.GetBytes(
                                $"HTTP/1.1 206 Partial Content\r\nContent-Length: {First}\r\nContent-Range: "
                                    + $"bytes 0-{First - 1}/{Size}\r\n{Headers}\r\n"),
                            stop.Token);
                        await stream.WriteAsync(new byte[First], stop.Token);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    private static string ConnectionString(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancelled);
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[8192], Cancelled);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancelled);
    }

    private static string Detail(string body) => JsonNode.Parse(body)!["detail"]!.GetValue<string>();

    private async Task AssertPutOffAsync(string storage, int seconds, string message)
    {
        var (status, wait, body) = await AskAsync(storage);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(seconds)), (status, wait));
        Assert.Equal(message, Detail(body));
        Assert.DoesNotContain("devstoreaccount1", body, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, TimeSpan? Wait, string Body)> AskAsync(string storage)
    {
        await using var server = await AccessServer.StartAsync(_database.Options, ("Storage:ConnectionString", storage));
        using var response = await server.GetAsync($"/reports/{_path}");
        Assert.False(response.StatusCode != HttpStatusCode.OK && response.Headers.CacheControl?.MaxAge > TimeSpan.Zero);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
