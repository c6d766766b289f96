using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Answers;

/// <summary>Answers are kept while they are true, and no longer.</summary>
public abstract class AnswerTests(GraphFixture graph)
{
    private const string Count = "{ cooperatives { totalCount } }";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_that_repeats_asks_the_database_once_until_something_is_written()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);
        var before = (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]!;

        Assert.Equal(before, (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]!);
        Assert.Equal(1, server.Statements);
        await AddCooperativeAsync("Une de plus");
        Assert.Equal(before + 1, (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]!);
    }

    [Fact]
    public async Task Nodes_are_kept_as_every_answer_is_and_no_longer()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database, ("Relay:Enabled", "true"));
        var id = Convert.ToBase64String("Province:MA-KHE"u8);
        var query =
            $$"""{ node(id: "{{id}}") { ... on Province { cooperatives(first: 0) { totalCount } } } nodes(ids: ["{{id}}"]) { id } }""";
        var before = (int)(await server.AskAsync(query))["node"]!["cooperatives"]!["totalCount"]!;
        var asked = server.Statements;
        Assert.Equal(id, (string?)(await server.AskAsync(query))["nodes"]![0]!["id"]);
        Assert.Equal(asked, server.Statements);

        using var held = await server.Client.GetAsync("/graphql?query=" + Uri.EscapeDataString(query), Cancelled);
        Assert.NotNull(held.Headers.ETag);
        await AddCooperativeAsync("Une de plus à Khémisset");
        Assert.Equal(before + 1, (int)(await server.AskAsync(query))["node"]!["cooperatives"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("{ provinces(first: 3) { nodes { name region { name } } } }", false)]
    [InlineData("{ __schema { queryType { name } } }", false)]
    [InlineData("""{ grants(first: 1, where: { cooperative: { name: { contains: "neuve" } } }) { nodes { amount } } }""", true)]
    [InlineData("""{ provinces(first: 1, where: { cooperatives: { some: { name: { contains: "neuve" } } } }) { nodes { name } } }""", true)]
    [InlineData("{ grants(first: 1, order: [{ cooperative: { name: ASC } }]) { nodes { amount } } }", true)]
    [InlineData("{ grants(first: 1) { nodes { cooperative { name } } } }", true)]
    [InlineData("{ provinces(first: 1) { nodes { name cooperatives { totalCount } } } }", true)]
    [InlineData("{ provinces(first: 1, order: [{ cooperatives: { aggregate: { count: DESC } } }]) { nodes { name } } }", true)]
    [InlineData("{ grants(first: 1) { aggregate { countDistinct { cooperative { province { code } } } } } }", true)]
    [InlineData("{ cooperatives(first: 0) { aggregate { min { foundedYear } } } }", true)]
    [InlineData("{ grants(first: 0) { groups(first: 2) { key { cooperative { province { name } } } count } } }", true)]
    [InlineData("""{ node(id: "UHJvdmluY2U6TUEtS0hF") { ... on Province { cooperatives(first: 1) { nodes { name } } } } }""", true)]
    public async Task A_write_touches_the_answers_that_were_read_from_its_table_and_no_others(string query, bool isRead)
    {
        await using var server = await AnswerServer.StartAsync(graph.Database, ("Relay:Enabled", "true"));
        await server.AskAsync(query);
        var asked = server.Statements;
        await server.AskAsync(query);
        Assert.Equal(asked, server.Statements);

        await AddCooperativeAsync("Une neuve");
        await server.AskAsync(query);
        Assert.Equal(isRead, server.Statements > asked);
    }

    [Fact]
    public async Task Who_accepts_older_answers_gets_them_without_asking_and_newer_ones_when_their_time_is_over()
    {
        var clock = new HandClock();
        await using var server = await AnswerServer.StartAsync(graph.Database, clock, ("Answers:MaxAge", "00:00:02"));
        var before = (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]!;
        await AddCooperativeAsync("Une que l'on verra plus tard");
        Assert.Equal(before, (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]!);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(before + 1, (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]!);
        Assert.Equal(2, server.Statements);
    }

    [Fact]
    public async Task No_answer_is_older_than_the_last_write_before_its_question_with_two_servers_and_many_clients()
    {
        await using var one = await AnswerServer.StartAsync(graph.Database);
        await using var other = await AnswerServer.StartAsync(graph.Database);
        var first = (int)(await one.AskAsync(Count))["cooperatives"]!["totalCount"]!;
        var written = 0;
        var writing = 4;

        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < 40; i++)
            {
                await AddCooperativeAsync($"Écrite par {writer}, {i}");
                Interlocked.Increment(ref written);
                await ReadAsync(i % 2 == 0 ? one : other);
            }

            Interlocked.Decrement(ref writing);
        }

        async Task ReadAsync(AnswerServer server)
        {
            var known = Volatile.Read(ref written);
            var answer = (int)(await server.AskAsync(Count))["cooperatives"]!["totalCount"]! - first;
            Assert.True(answer >= known, $"{answer} were counted after {known} had been written.");
        }

        async Task KeepReadingAsync(AnswerServer server)
        {
            while (Volatile.Read(ref writing) > 0)
            {
                await ReadAsync(server);
            }
        }

        await Task.WhenAll(
            [
                .. Enumerable.Range(0, 4).Select(WriteAsync),
                .. Enumerable.Range(0, 3).SelectMany(_ => new[] { KeepReadingAsync(one), KeepReadingAsync(other) }),
            ]);
        Assert.Equal(first + 160, (int)(await one.AskAsync(Count))["cooperatives"]!["totalCount"]!);
    }

    [Fact]
    public async Task A_walk_through_pages_counts_once()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);

        // On PostgreSQL any write in the whole server changes the version, and other tests may write to other databases meanwhile.
        for (var counts = -1; counts != server.Counts;)
        {
            counts = server.Counts;
            for (var (after, total) = ("null", 0); after != "";)
            {
                var page =
                    (await server.AskAsync(
                        $"{{ cooperatives(first: {7 + counts % 40}, after: {after}) {{ totalCount pageInfo {{ "
                            + "hasNextPage endCursor } nodes { id } } }"))["cooperatives"]!;
                total += page["nodes"]!.AsArray().Count;
                after = (bool)page["pageInfo"]!["hasNextPage"]! ? page["pageInfo"]!["endCursor"]!.ToJsonString() : "";
                Assert.True(after != "" || total == (int)page["totalCount"]!, $"{total} rows were seen of {page["totalCount"]}.");
            }
        }
    }

    [Fact]
    public async Task A_count_that_was_kept_is_of_the_same_state_as_the_rows_beside_it()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database);
        Assert.Equal(0, (int)(await Page(1))["totalCount"]!);
        server.BeforeReading(() => AddCooperativeAsync("Une qui vient entre compte et lignes"));
        var page = await Page(2);
        Assert.Equal(1, (int)page["totalCount"]!);
        Assert.Equal("Une qui vient entre compte et lignes", (string?)page["nodes"]![0]!["name"]);

        async Task<JsonNode> Page(int first) =>
            (await server.AskAsync(
                $"{{ cooperatives(first: {first}, where: {{ name: {{ startsWith: \"Une qui vient\" }} }}) {{ "
                    + "totalCount nodes { name } } }"))["cooperatives"]!;
    }

    [Fact]
    public async Task A_get_has_a_tag_and_is_not_sent_again_while_it_is_true()
    {
        await using var server = await AnswerServer.StartAsync(graph.Database, ("GraphHttp:CacheControl", "private, max-age=60"));
        var address = new Uri("/graphql?query=" + Uri.EscapeDataString(Count), UriKind.Relative);
        using var first = await server.Client.GetAsync(address, Cancelled);
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);
        Assert.Equal("max-age=60, private", first.Headers.CacheControl!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(tag.Tag));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync($"\"other\", W/{tag.Tag}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("\"other\""));
        await AddCooperativeAsync("Encore une");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(tag.Tag));

        using var wrong = await server.Client.GetAsync(new Uri("/graphql?query={nothing}", UriKind.Relative), Cancelled);
        Assert.Null(wrong.Headers.ETag);
        Assert.Null(wrong.Headers.CacheControl);

        async Task<HttpStatusCode> StatusAsync(string held)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
            using var response = await server.Client.SendAsync(request, Cancelled);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("br;q=0.1, gzip;q=0.9", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData("zstd, *;q=0, gzip;q=0", null)]
    [InlineData("identity", null)]
    public async Task Long_answers_are_packed_as_the_client_accepts(string accept, string? encoding)
    {
        const string query = "{ provinces(first: 50) { nodes { code name population region { name } } } }";
        await using var server = await AnswerServer.StartAsync(graph.Database);
        var expected = (await server.AskAsync(query)).ToJsonString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        using var response = await server.Client.SendAsync(request, Cancelled);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        await using Stream plain = encoding switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        Assert.Equal(expected, System.Text.Json.Nodes.JsonNode.Parse(await reader.ReadToEndAsync(Cancelled))!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Nothing_is_kept_where_the_setting_says_so_or_an_answer_has_errors()
    {
        await using (var server = await AnswerServer.StartAsync(graph.Database, ("Answers:Keep", "false")))
        {
            await server.AskAsync(Count);
            await server.AskAsync(Count);
            Assert.Equal(2, server.Statements);
        }

        await using var keeping = await AnswerServer.StartAsync(graph.Database);
        const string broken = "{ cooperatives { nodes { id } groups { count } } }";
        await keeping.AskAsync(broken);
        await keeping.AskAsync(broken);
        Assert.Equal(2, keeping.Statements);
    }

    private async Task AddCooperativeAsync(string name)
    {
        await using var context = graph.Context();
        var province = await context.Provinces.SingleAsync(candidate => candidate.Code == "MA-KHE", Cancelled);
        context.Add(new Cooperative(Guid.NewGuid(), name, province, 1902, DataSource.Press, "test"));
        await context.SaveChangesAsync(Cancelled);
    }
}

public sealed class AnswersOnSqlite(SqliteGraph graph) : AnswerTests(graph), IClassFixture<SqliteGraph>;

public sealed class AnswersOnPostgres(PostgresGraph graph) : AnswerTests(graph), IClassFixture<PostgresGraph>;
