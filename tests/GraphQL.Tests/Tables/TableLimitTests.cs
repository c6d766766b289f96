using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>
/// Tables have places of their own: a client has few of them, all clients together not many, and queries none to wait for.
/// </summary>
public abstract class TableLimitTests(GraphFixture graph)
{
    private const string Query = "/graphql?query=%7Bregions(first:1)%7Bnodes%7Bname%7D%7D%7D";
    private const string Small = "{ regions { nodes { code } } }";

    private static readonly (string Key, string Value)[] Settings =
    [
        ("Documents:MaxAliases", "400"), ("Proxies:Addresses:0", "127.0.0.1"), ("Transport:SlowFor", "00:10:00"),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_loads_two_is_told_to_come_back_whatever_it_asks_for_next()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, Settings);
        using var first = await OpenAsync(server, "192.0.2.1");
        using var second = await OpenAsync(server, "192.0.2.1");

        foreach (var path in TableFormat.General.Select(format => TableServer.Path(format.Extension, Small)).Append(
            "/graphql/persisted/by-region.csv"))
        {
            using var third = await server.GetAsync(path, null, ("X-Forwarded-For", "192.0.2.1"));
            await RefusedAsync(third, HttpStatusCode.TooManyRequests, "(2)");
            using var head = await server.SendAsync(HttpMethod.Head, path, null, null, ("X-Forwarded-For", "192.0.2.1"));
            Assert.Equal(HttpStatusCode.TooManyRequests, head.StatusCode);
        }

        using var accepting = await server.GetAsync(
            "/graphql?query=" + Uri.EscapeDataString(Small), null, ("X-Forwarded-For", "192.0.2.1"), ("Accept", "text/csv"));
        await RefusedAsync(accepting, HttpStatusCode.TooManyRequests, "(2)");

        // Another client, and queries of the same.
        using var other = await server.GetAsync(TableServer.Path("csv", Small), null, ("X-Forwarded-For", "192.0.2.2"));
        using var query = await server.GetAsync(Query, null, ("X-Forwarded-For", "192.0.2.1"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, query.StatusCode));

        first.Dispose();
        await UntilAsync(HttpStatusCode.OK, server, "192.0.2.1");
    }

    [Fact]
    public async Task A_network_of_IPv6_is_one_client()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, [.. Settings, ("Tables:PerClient", "1")]);
        using var first = await OpenAsync(server, "2001:db8:0:1::1");

        using var neighbour = await server.GetAsync(TableServer.Path("csv", Small), null, ("X-Forwarded-For", "2001:db8:0:1:ffff::2"));
        using var stranger = await server.GetAsync(TableServer.Path("csv", Small), null, ("X-Forwarded-For", "2001:db8:0:2::1"));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (neighbour.StatusCode, stranger.StatusCode));
    }

    [Fact]
    public async Task While_clients_hold_all_places_of_tables_queries_find_theirs_and_the_database_is_free()
    {
        // One connection for tables, one place for queries: neither is taken by a table that its client does not read. One query may
        // wait: a client has its answer a moment before the place is free.
        await using var server = await AccessServer.StartAsync(
            graph.Database,
            [.. Settings, ("Tables:MaxConcurrent", "3"), ("RequestLimits:MaxConcurrent", "1"), ("RequestLimits:MaxWaiting", "1")]);
        var loading = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++)
        {
            loading.Add(await OpenAsync(server, $"192.0.2.{i}"));
        }

        using var fourth = await server.GetAsync(TableServer.Path("csv", Small), null, ("X-Forwarded-For", "192.0.2.9"));
        await RefusedAsync(fourth, HttpStatusCode.ServiceUnavailable, "as many tables");
        for (var i = 0; i < 20; i++)
        {
            using var query = await server.GetAsync(Query, null, ("X-Forwarded-For", "192.0.2.1"));
            Assert.Equal(HttpStatusCode.OK, query.StatusCode);
        }

        await DatabaseSessions.UntilNoneReadsAsync(graph, Cancelled);
        foreach (var table in loading)
        {
            // Nothing of it is lost meanwhile.
            var rows = TableServer.Parse(await table.Content.ReadAsByteArrayAsync(Cancelled));
            Assert.Equal(await CountAsync() + 1, rows.Count);
            table.Dispose();
        }
    }

    [Fact]
    public async Task A_table_for_which_there_is_no_room_beside_a_slow_client_is_broken_off_and_holds_up_nobody()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, [.. Settings, ("Tables:SpoolBytes", "100000")]);
        using var table = await OpenAsync(server, "192.0.2.1");

        await DatabaseSessions.UntilNoneReadsAsync(graph, Cancelled);
        await Assert.ThrowsAnyAsync<Exception>(() => table.Content.ReadAsByteArrayAsync(Cancelled));
        using var next = await server.GetAsync(TableServer.Path("csv", Small), null, ("X-Forwarded-For", "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_left_on_disk()
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-spool-");
        try
        {
            await using (var server = await AccessServer.StartAsync(graph.Database, [.. Settings, ("Tables:SpoolFolder", folder.FullName)]))
            {
                using var table = await OpenAsync(server, "192.0.2.1");
                await DatabaseSessions.UntilNoneReadsAsync(graph, Cancelled);

                // While it is in use no other process finds it, either.
                Assert.Empty(folder.EnumerateFileSystemInfos());
            }

            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A table that is longer than what a connection holds, of which the client has read nothing but the headers.
    private static async Task<HttpResponseMessage> OpenAsync(AccessServer server, string client)
    {
        var response = await server.OpenAsync(TableServer.Path("csv", TableStreamTests.Long), ("X-Forwarded-For", client));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private async Task<int> CountAsync() =>
        (await graph.DataAsync("{ movements { totalCount } }"))["movements"]!["totalCount"]!.GetValue<int>();

    private static async Task UntilAsync(HttpStatusCode status, AccessServer server, string client)
    {
        while (true)
        {
            using var response = await server.GetAsync(TableServer.Path("csv", Small), null, ("X-Forwarded-For", client));
            if (response.StatusCode == status)
            {
                return;
            }

            await Task.Delay(20, Cancelled);
        }
    }

    private static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string reason)
    {
        Assert.Equal((status, "application/graphql-response+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains(
            reason,
            (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["errors"]![0]!["message"],
            StringComparison.Ordinal);
    }
}

public sealed class TableLimitsOnSqlite(SqliteGraph graph) : TableLimitTests(graph), IClassFixture<SqliteGraph>;

public sealed class TableLimitsOnPostgres(PostgresGraph graph) : TableLimitTests(graph), IClassFixture<PostgresGraph>;
