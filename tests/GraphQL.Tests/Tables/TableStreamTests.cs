using System.Net;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>A table is read no faster than its client takes it, and no longer than the client stays.</summary>
public abstract class TableStreamTests(GraphFixture graph)
{
    // More than the buffers of the server and of the two ends of a connection hold.
    internal static readonly string Long =
        $"{{ movements {{ nodes {{ {string.Join(' ', Enumerable.Range(0, 400).Select(i => $"m{i}: id"))} }} }} }}";

    private static readonly (string Key, string Value) ManyAliases = ("Documents:MaxAliases", "400");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_leaves_stops_the_reading()
    {
        await using var server = await TableServer.StartAsync(graph.Database, ManyAliases);
        using (var response = await server.Client.GetAsync(
            TableServer.Path("csv", Long), HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
            await body.ReadExactlyAsync(new byte[1000], Cancelled);
            Assert.True(await DatabaseSessions.IsReadingAsync(graph, Cancelled));
        }

        await DatabaseSessions.UntilNoneReadsAsync(graph, Cancelled);
    }

    [Fact]
    public async Task A_table_that_takes_too_long_breaks_off_and_is_not_taken_for_whole()
    {
        await using var server = await TableServer.StartAsync(
            graph.Database, ManyAliases, ("Tables:Timeout", "00:00:05"), ("Tables:PerClient", "1"));
        using var response = await server.Client.GetAsync(
            TableServer.Path("csv", Long), HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);

        // Its place is free when it has been broken off.
        while (await IsRefusedAsync(server))
        {
            await Task.Delay(20, Cancelled);
        }

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Cancelled));
    }

    private static async Task<bool> IsRefusedAsync(TableServer server)
    {
        using var response = await server.Client.GetAsync(TableServer.Path("csv", "{ regions { nodes { code } } }"), Cancelled);
        return response.StatusCode == HttpStatusCode.TooManyRequests;
    }
}

public sealed class TableStreamsOnSqlite(SqliteGraph graph) : TableStreamTests(graph), IClassFixture<SqliteGraph>;

public sealed class TableStreamsOnPostgres(PostgresGraph graph) : TableStreamTests(graph), IClassFixture<PostgresGraph>;
