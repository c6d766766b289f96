using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Storage.Blobs;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Tables;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Transport;

/// <summary>A client that reads an answer more slowly than it must is broken off, whatever it reads.</summary>
public abstract class SlowReaderTests(GraphFixture graph)
{
    // So that the test need not last as long as the patience of a server does. The buffers of the network take some megabytes at once,
    // which earn a client no half minute of silence.
    private static readonly (string Key, string Value)[] Impatient =
    [
        .. Long, ("Transport:LeastBytesPerSecond", "100000"), ("Transport:SlowFor", "00:00:02"),
    ];

    private static readonly (string Key, string Value)[] Patient =
        [("Transport:SlowFor", "00:10:00"), ("Kestrel:EndpointDefaults:Protocols", "Http2")];

    private static (string Key, string Value)[] Long =>
        [("Documents:MaxAliases", "400"), ("Paging:MaxPageSize", "10000"), ("Cost:EnforceCostLimits", "false")];

    private static readonly string Aliases = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"m{i}: id"));

    private static readonly string LongQuery = Uri.EscapeDataString($"{{ movements(first: 3000) {{ nodes {{ {Aliases} }} }} }}");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gets_neither_a_table_nor_an_answer_nor_a_file_of_a_report_whole()
    {
        var storage = await TestStorage.ConnectionStringAsync(Cancelled);
        var report = await ReportAsync(storage, 32 * 1024 * 1024);
        await using var server = await AccessServer.StartAsync(graph.Database, [.. Impatient, ("Storage:ConnectionString", storage)]);

        var query = $"/graphql?query={LongQuery}";

        await Task.WhenAll(
            BrokenOffAsync(server, TableServer.Path("csv", TableStreamTests.Long)),
            BrokenOffAsync(server, query, "application/json"),
            BrokenOffAsync(server, query, "multipart/mixed"),
            BrokenOffAsync(server, query, "text/event-stream"),
            BrokenOffAsync(server, report));
    }

    [Fact]
    public async Task An_answer_that_is_taken_slowly_leaves_its_place_and_a_client_may_have_few_of_them()
    {
        await using var server = await AccessServer.StartAsync(
            graph.Database,
            [
                .. Long, ("Transport:SlowFor", "00:10:00"), ("RequestLimits:MaxConcurrent", "1"),
                ("RequestLimits:MaxWaiting", "0"), ("RequestLimits:MaxSlowAnswersPerClient", "1"),
            ]);
        var query = $"/graphql?query={LongQuery}";
        using var first = await server.OpenAsync(query);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        await UntilAnsweredAsync(server);
        using var second = await server.OpenAsync(query);

        // Its place is free again once it has been broken off.
        await UntilAnsweredAsync(server);
        await Assert.ThrowsAnyAsync<Exception>(() => second.Content.ReadAsByteArrayAsync(Cancelled));

        await UntilAnsweredAsync(server);
        Assert.EndsWith("}]}}}", await first.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql/table.csv", null)]
    [InlineData("/graphql", "application/json")]
    [InlineData("/graphql", "text/event-stream")]
    public async Task Over_HTTP_2_its_stream_ends_and_the_connection_stays(string path, string? accept)
    {
        await using var server = await AccessServer.StartAsync(
            graph.Database, [.. Impatient, ("Kestrel:EndpointDefaults:Protocols", "Http2")]);
        using var client = Http2(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?query={LongQuery}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
        await Assert.ThrowsAnyAsync<IOException>(() => ReadSlowlyAsync(body, 1_000_000));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/graphql?query=%7B__typename%7D", Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cooperatives")]
    [InlineData("/embed/months")]
    [InlineData("/dashboard/main.js")]
    [InlineData("/sitemap.xml")]
    [InlineData("/graphql/LICENSE")]
    [InlineData("/graphql/schema.graphql")]
    [InlineData("/graphql?query=%7B__typename%7D")]
    [InlineData("a report")]
    public async Task Over_HTTP_2_answers_that_nobody_reads_leave_their_places(string path)
    {
        var storage = await TestStorage.ConnectionStringAsync(Cancelled);
        path = path == "a report" ? await ReportAsync(storage, 100_000) : path;
        await using var server = await AccessServer.StartAsync(
            graph.Database, [.. Patient, ("RequestLimits:MaxConcurrent", "4"), ("Storage:ConnectionString", storage)]);
        using var holder = await UnreadStreams.OpenAsync(server.Address, path, 6, Cancelled);
        using var client = Http2(server);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_file_of_a_report_that_is_taken_slowly_leaves_its_place()
    {
        var storage = await TestStorage.ConnectionStringAsync(Cancelled);
        var path = await ReportAsync(storage, 32 * 1024 * 1024);
        await using var server = await AccessServer.StartAsync(
            graph.Database,
            [("Transport:SlowFor", "00:10:00"), ("RequestLimits:MaxConcurrent", "4"), ("Storage:ConnectionString", storage)]);
        using var first = await server.OpenAsync(path);

        using var second = await server.OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(32 * 1024 * 1024, (await first.Content.ReadAsByteArrayAsync(Cancelled)).Length);
    }

    [Fact]
    public async Task Over_HTTP_2_one_client_may_leave_a_page_with_many_files_unread_and_no_more()
    {
        await using var server = await AccessServer.StartAsync(
            graph.Database, [.. Patient, ("RequestLimits:MaxConcurrent", "64"), ("RequestLimits:MaxSlowAnswersPerClient", "1")]);
        using var holder = await UnreadStreams.OpenAsync(server.Address, "/dashboard/main.js", 12, Cancelled);
        await holder.UntilResetAsync(4, Cancelled);
        using var client = Http2(server);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Cancelled)).StatusCode);
    }

    private static HttpClient Http2(AccessServer server) => new()
    {
        BaseAddress = server.Address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    // A published file of so many bytes; where it is served.
    private async Task<string> ReportAsync(string storage, int size)
    {
        var path = $"slow/{Guid.NewGuid():N}/balances.parquet";
        var container = new BlobContainerClient(storage, ReportStorage.Container);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancelled);
        await container.UploadBlobAsync(path, new BinaryData(new byte[size]), Cancelled);
        await using var context = graph.Context();
        var strike = await context.Strikes.SingleAsync(Cancelled);
        var report = new Report(new DateOnly(2019, 1, 1), Random.Shared.Next(9, int.MaxValue), strike, DataSource.Synthetic);
        report.Add(ReportFormat.Parquet, path, size, new string('e', 64), new string('f', 32), 1);
        context.Add(report);
        await context.SaveChangesAsync(Cancelled);
        return $"{ReportFile.UrlPrefix}{path}";
    }

    private static async Task UntilAnsweredAsync(AccessServer server)
    {
        while (true)
        {
            using var answer = await server.GetAsync("/graphql?query=%7B__typename%7D");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(20, Cancelled);
        }
    }

    // Some 20 KB a second, for so many bytes.
    private static async Task ReadSlowlyAsync(Stream body, int bytes)
    {
        var buffer = new byte[4096];
        for (int read; bytes > 0 && (read = await body.ReadAsync(buffer, Cancelled)) > 0; bytes -= read)
        {
            await Task.Delay(200, Cancelled);
        }
    }

    // Some 20 KB a second. It ends where the server ends it; at this pace the whole would take half an hour.
    private static async Task BrokenOffAsync(AccessServer server, string path, string? accept = null)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8192 };
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancelled);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\n{(accept is null ? "" : $"Accept: {accept}\r\n")}\r\n"),
            Cancelled);
        var buffer = new byte[4096];
        var received = 0L;
        try
        {
            for (int read; (read = await socket.ReceiveAsync(buffer, Cancelled)) > 0; received += read)
            {
                if (received == 0)
                {
                    Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
                }

                await Task.Delay(200, Cancelled);
            }
        }
        catch (SocketException)
        {
            // As it should be.
        }

        Assert.InRange(received, 1, 20_000_000);
    }
}

public sealed class SlowReadersOnSqlite(SqliteGraph graph) : SlowReaderTests(graph), IClassFixture<SqliteGraph>;

public sealed class SlowReadersOnPostgres(PostgresGraph graph) : SlowReaderTests(graph), IClassFixture<PostgresGraph>;
