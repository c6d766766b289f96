using System.Data;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Files.Csv;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>One list of an operation as a table.</summary>
public abstract class TableTests(GraphFixture graph)
{
    private const string Everything = """
        { grants(order: [{ amount: DESC }]) { nodes { id amount awardedOn
            cooperative { name founded: foundedYear exports province { name } } programme { code aliases } dataSource } } }
        """;

    private static readonly string[] Names =
    [
        "=1+1", "+212", "-3", "@sum", "\uFF1D1+1", "\t=1", "\r\n=1", " =1", "x;=1+1", "x;\"=1", "x\t-1", "x\n=2", ";=cmd|'/c calc'!A1;",
        "\"Les \"\"Amies\"\", Berkane\"", "Ligne 1\r\nLigne 2", "تعاونية", "L'Oriental, l'Est; le Nord",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_what_lies_beyond_a_cursor_only_that_is_counted()
    {
        await using var server = await TableServer.StartAsync(graph.Database, ("Tables:MaxRows", "60"));
        var data = await graph.DataAsync(
            "{ grants(last: 50, order: [{ awardedOn: DESC }]) { edges { cursor node { id } } "
                + "groups(order: [{ count: DESC }], first: 1000) { cursor key { cooperative { province { code } } } } } }");
        var edges = data["grants"]!["edges"]!.AsArray();
        var groups = data["grants"]!["groups"]!.AsArray();

        var rows = await server.CsvAsync(
            "query($after: String) { grants(after: $after, order: [{ awardedOn: DESC }]) { nodes { id } } }",
            new { after = (string)edges[9]!["cursor"]! });
        var provinces = await server.CsvAsync(
            "query($after: String) { grants { groups(after: $after, "
                + "order: [{ count: DESC }]) { key { cooperative { province { code } } } } } }",
            new { after = (string)groups[^41]!["cursor"]! });

        Assert.Equal(edges.Skip(10).Select(edge => (string)edge!["node"]!["id"]!), rows.Skip(1).Select(row => row[0]));
        Assert.True(groups.Count > 60);
        Assert.Equal(
            groups.TakeLast(40).Select(group => (string)group!["key"]!["cooperative"]!["province"]!["code"]!),
            provinces.Skip(1).Select(row => row[0]));
    }

    [Fact]
    public async Task Csv_has_all_rows_and_a_column_for_each_value_named_by_its_path()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        var bytes = await server.BytesAsync("csv", Everything);
        Assert.Equal(Encoding.UTF8.Preamble, bytes.AsSpan(0, 3));
        var rows = TableServer.Parse(bytes);
        Assert.Equal(
            [
                "id", "amount", "awardedOn", "cooperative.name", "cooperative.founded", "cooperative.exports", "cooperative.province.name",
                "programme.code", "programme.aliases", "dataSource",
            ],
            rows[0]);

        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Cooperative).ThenInclude(cooperative => cooperative.Province)
            .Include(grant => grant.Programme)
            .OrderByDescending(grant => grant.Amount).ToListAsync(Cancelled);
        Assert.True(grants.Count > 1000);
        Assert.Equal(grants.Select(grant => grant.Amount), rows.Skip(1).Select(row => decimal.Parse(row[1], CultureInfo.InvariantCulture)));
        var byId = grants.ToDictionary(grant => grant.Id.ToString());
        Assert.All(rows.Skip(1), row =>
        {
            var grant = byId[row[0]];
            string[] expected =
            [
                $"{grant.AwardedOn:yyyy-MM-dd}", grant.Cooperative.Name, $"{grant.Cooperative.FoundedYear}",
                grant.Cooperative.Exports is { } exports ? exports ? "true" : "false" : "", grant.Cooperative.Province.Name,
                grant.Programme?.Code ?? "", grant.Programme is null ? "" : string.Join("; ", grant.Programme.Aliases), "SYNTHETIC",
            ];
            if (grant.DataSource == DataSource.Synthetic)
            {
                Assert.Equal(expected, row[2..]);
            }
        });
    }

    [Theory]
    [InlineData("https://dashboards.example", true)]
    [InlineData("https://other.example", false)]
    public async Task Pages_of_configured_origins_may_read_a_table(string origin, bool allowed)
    {
        await using var server = await TableServer.StartAsync(graph.Database, ("GraphHttp:AllowedOrigins:0", "https://dashboards.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, TableServer.Path("csv", "{ regions { nodes { code } } }"));
        request.Headers.Add("Origin", origin);

        using var response = await server.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Every_format_says_the_same()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        const string query = """
            { grants(where: { awardedOn: { neq: null } }, order: [{ amount: DESC }]) {
                nodes { id amount awardedOn cooperative { name foundedYear exports } } } }
            """;
        var csv = (await server.CsvAsync(query)).Skip(1).ToList();

        var json = JsonNode.Parse(await server.BytesAsync("json", query))!.AsArray();
        Assert.Equal(csv, json.Select(row => row!.AsObject().Select(member => member.Value?.ToString() ?? "").ToArray()));

        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        await File.WriteAllBytesAsync(path, await server.BytesAsync("parquet", query), Cancelled);
        using (var database = new DuckDBConnection("Data Source=:memory:"))
        {
            await database.OpenAsync(Cancelled);
            using var command = database.CreateCommand();
            command.CommandText = $"select * from '{path}'";
            using var reader = command.ExecuteReader();
            Assert.Equal(
                [typeof(string), typeof(decimal), typeof(DateOnly), typeof(string), typeof(int), typeof(bool)],
                Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType));
            var rows = new List<string[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
            }

            Assert.Equal(csv, rows);
        }

        File.Delete(path);
        using var workbook = new MemoryStream(await server.BytesAsync("xlsx", query));
        var sheet = workbook.Query(useHeaderRow: false).Cast<IDictionary<string, object?>>().Select(row => row.Values.ToArray()).ToList();
        Assert.Equal(["id", "amount", "awardedOn", "cooperative.name", "cooperative.foundedYear", "cooperative.exports"], sheet[0]);
        Assert.IsType<double>(sheet[1][1]);
        Assert.IsType<DateTime>(sheet[1][2]);
        Assert.Equal(csv, sheet.Skip(1).Select(row => row.Select(Text).ToArray()));

        static string Text(object? value) => value switch
        {
            null or DBNull => "",
            decimal number => (number / 1.0000000000000m).ToString(CultureInfo.InvariantCulture),
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    [Fact]
    public async Task Groups_are_a_table_too()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        const string query =
            "query ($width: Decimal) { grants { groups(order: [{ count: DESC }]) { cursor "
                + "key { year: awardedOn(by: YEAR) amount(bucket: $width) } count avg { amount } share { sum { amount } } } } }";
        var rows = await server.CsvAsync(query, new { width = 1000 });
        var groups =
            (await graph.DataAsync(
                query.Replace("groups(", "groups(first: 1000, ", StringComparison.Ordinal), new { width = 1000 }))["grants"]!["groups"]!
                .AsArray();

        Assert.Equal(["key.year", "key.amount", "count", "avg.amount", "share.sum.amount"], rows[0]);
        Assert.True(rows.Count > 1001);
        Assert.Equal(
            groups.Select(group =>
                new[]
                {
                    (string?)group!["key"]!["year"] ?? "",
                    $"{group["key"]!["amount"]}",
                    $"{group["count"]}",
                    $"{group["avg"]!["amount"]}",
                    $"{group["share"]!["sum"]!["amount"]}",
                }),
            rows.Skip(1).Take(1000));
    }

    [Fact]
    public async Task A_page_that_is_asked_for_is_a_page_however_long()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        var all = await server.CsvAsync("{ grants { nodes { id } } }");
        Assert.Equal(all[1..121], (await server.CsvAsync("{ grants(first: 120) { nodes { id } } }"))[1..]);
        Assert.Equal(
            all[^120..], (await server.CsvAsync("{ grants(last: 120) { totalCount nodes { id } pageInfo { hasNextPage } } }"))[1..]);
        Assert.Equal(all[101..121], (await server.CsvAsync("{ grants(first: 120, last: 20) { nodes { id } } }"))[1..]);
        Assert.Equal([["code"], ["MA-KHE"]], await server.CsvAsync("""{ province(code: "MA-KHE") { code } }"""));
        Assert.Equal([["id"]], await server.CsvAsync("{ grants(where: { amount: { lt: 0 } }) { nodes { id } } }"));
    }

    [Fact]
    public async Task Text_that_looks_like_a_formula_stays_text()
    {
        await using (var context = graph.Context())
        {
            var province = await context.Provinces.SingleAsync(candidate => candidate.Code == "MA-KHE", Cancelled);
            context.AddRange(
                Names.Select(name => new Cooperative(Guid.NewGuid(), name, province, 1901, DataSource.Press, "test") { Exports = true }));
            await context.SaveChangesAsync(Cancelled);
        }

        await using var server = await TableServer.StartAsync(graph.Database);
        const string query =
            "{ cooperatives(where: { foundedYear: { eq: 1901 } }, order: [{ name: ASC }]) { nodes { foundedYear name } } }";
        var csv = (await server.CsvAsync(query)).Skip(1).Select(row => row[1]).ToList();
        Assert.Equal(Names.Select(FormulaGuard.Apply).Order(StringComparer.Ordinal), csv.Order(StringComparer.Ordinal));
        Assert.Contains("'=1+1", csv);
        Assert.Contains("x;'=1+1", csv);

        // A program asks for what was recorded.
        var plain = TableServer.Parse(await server.Client.GetByteArrayAsync($"{TableServer.Path("csv", query)}&guard=false", Cancelled))
            .Skip(1)
            .Select(row => row[1]);
        Assert.Equal(Names.Order(StringComparer.Ordinal), plain.Order(StringComparer.Ordinal));

        // Excel in French makes cells at semicolons, also where quotes do not stand around the whole.
        foreach (var cell in Encoding.UTF8.GetString(await server.BytesAsync("csv", query)).Split(';', '\n', '\r', '\t').Select(
            cell => cell.Trim().TrimStart('\uFEFF')))
        {
            Assert.DoesNotMatch("^[=+@\uFF1D\uFF0B\uFF20-]", cell);
        }

        // A workbook says of each cell that it is text, so nothing needs to be added.
        using var workbook = new MemoryStream(await server.BytesAsync("xlsx", query));
        Assert.Contains("=1+1", workbook.Query().Cast<IDictionary<string, object?>>().Select(row => (string?)row.Values.Last()));
    }

    [Fact]
    public async Task A_number_below_zero_stays_a_number()
    {
        await using var server = await TableServer.StartAsync(graph.Database);

        var amounts = (await server.CsvAsync("{ movements(where: { amount: { lt: 0 } }) { nodes { amount } } }")).Skip(1).ToList();

        Assert.NotEmpty(amounts);
        Assert.All(amounts, row => Assert.True(decimal.Parse(row[0], CultureInfo.InvariantCulture) < 0));
    }

    [Theory]
    [InlineData("TRUE", HttpStatusCode.OK)]
    [InlineData("False", HttpStatusCode.OK)]
    [InlineData("no", HttpStatusCode.BadRequest)]
    public async Task Whether_texts_are_guarded_is_true_or_false(string guard, HttpStatusCode expected)
    {
        await using var server = await TableServer.StartAsync(graph.Database);

        using var response = await server.Client.GetAsync(
            $"{TableServer.Path("csv", "{ regions { nodes { code } } }")}&guard={guard}", Cancelled);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("{ grants { nodes { id } } movements { nodes { id } } }", "this operation reads 2 collections")]
    [InlineData("{ __typename }", "this operation reads none")]
    [InlineData("{ grants { totalCount } }", "selects none")]
    [InlineData("{ grants { nodes { id } groups { key { phase } } } }", "selects others, or more than one")]
    [InlineData("{ grants { aggregate { count } } }", "selects others")]
    [InlineData("{ grants { edges { node { id } } } }", "selects others")]
    [InlineData("{ cooperatives { nodes { id grants { nodes { id } } } } }", "`grants` is a list within a row")]
    [InlineData("{ grants { nodes { __typename } } }", "selects no value")]
    [InlineData("{ grants { groups { count } } }", "selects no field under `key`")]
    [InlineData("{ grants { groups { key { amount(bucket: 0) } } } }", "greater than zero")]
    [InlineData("{ grants { nodes { nothing } } }", "nothing")]
    [InlineData("{ grants(first: 1000001) { nodes { id } } }", "maximum allowed items")]
    public async Task What_is_no_table_is_refused_with_a_reason(string query, string reason)
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        using var response = await server.Client.GetAsync(TableServer.Path("csv", query), Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/graphql-response+json", response.Content.Headers.ContentType!.MediaType);
        var error = Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["errors"]!.AsArray())!;
        Assert.Contains(reason, (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ grants { nodes { id } } }", "{ grants(first: 100) { nodes { id } } }")]
    [InlineData("{ grants { groups { key { id } } } }", "{ grants { groups(first: 100) { key { id } } } }")]
    public async Task A_table_of_too_many_rows_is_refused_before_it_begins(string query, string bounded)
    {
        await using var server = await TableServer.StartAsync(graph.Database, ("Tables:MaxRows", "100"));
        using var response = await server.Client.GetAsync(TableServer.Path("csv", query), Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("at most 100 are allowed", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, TableServer.Path("csv", query)), Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, head.StatusCode);
        Assert.Equal(101, (await server.CsvAsync(bounded)).Count);
    }

    [Fact]
    public async Task Tables_hold_the_keys_also_where_the_graph_shows_global_ids()
    {
        await using var usual = await TableServer.StartAsync(graph.Database);
        await using var relay = await TableServer.StartAsync(graph.Database, ("Relay:Enabled", "true"));
        const string Grants = "{ grants(first: 5) { nodes { id cooperative { id province { code } } } } }";
        foreach (var extension in (string[])["csv", "json", "parquet"])
        {
            Assert.Equal(await usual.BytesAsync(extension, Grants), await relay.BytesAsync(extension, Grants));
        }

        // Filters take what the schema says.
        var id = Convert.ToBase64String("Province:MA-KHE"u8);
        Assert.Equal(
            await usual.CsvAsync(
                "{ cooperatives(where: { province: { code: { eq: \"MA-KHE\" } } }) { groups { key { province { code } } count } } }"),
            await relay.CsvAsync(
                "query($id: ID) { cooperatives(where: { province: { id: { eq: $id } } }) { groups { key { province { code } } count } } }",
                new { id }));
        Assert.Equal(
            [["code", "id"], ["MA-KHE", "MA-KHE"]],
            await relay.CsvAsync("query($id: ID!) { node(id: $id) { ... on Province { code id } } }", new { id }));
        foreach (var query in (string[])[
            "query($id: ID!) { nodes(ids: [$id]) { id } }",
            "query($id: ID) { grants(where: { id: { eq: $id } }) { groups { key { phase } count } } }",
        ])
        {
            using var refused = await relay.Client.GetAsync(TableServer.Path("csv", query, new { id }), Cancelled);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("parquet")]
    [InlineData("xlsx")]
    public async Task The_head_of_a_table_is_that_of_the_table(string extension)
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        var path = TableServer.Path(extension, "{ grants { nodes { id amount } } }");
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var head = await server.Client.SendAsync(request, Cancelled);

        using var table = await server.Client.GetAsync(path, Cancelled);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(table.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(table.Content.Headers.ContentDisposition, head.Content.Headers.ContentDisposition);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancelled));
        // A length of nothing would be taken for an empty file.
        Assert.False(head.Content.Headers.NonValidated.Contains("Content-Length"));
    }

    [Fact]
    public async Task The_head_of_what_is_no_table_is_that_of_the_refusal()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        using var request = new HttpRequestMessage(HttpMethod.Head, TableServer.Path("csv", "{ grants { aggregate { count } } }"));

        using var head = await server.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, head.StatusCode);
    }

    [Fact]
    public async Task Who_accepts_csv_gets_it_from_the_graph_itself()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                """{"query":"{ regions(order: [{ code: ASC }]) { nodes { code } } }"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("text/csv");
        using var response = await server.Client.SendAsync(request, Cancelled);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("regions.csv", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var posted = TableServer.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(13, posted.Count);

        using var get = new HttpRequestMessage(
            HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("{ regions(order: [{ code: ASC }]) { nodes { code } } }"));
        get.Headers.Accept.ParseAdd("text/csv, application/json;q=0.5");
        using var gotten = await server.Client.SendAsync(get, Cancelled);
        Assert.Equal(posted, TableServer.Parse(await gotten.Content.ReadAsByteArrayAsync(Cancelled)));

        using var body = new StringContent(
            """{"query":"query ($n: Int) { regions(first: $n) { nodes { code } } }","variables":{"n":3}}""",
            Encoding.UTF8,
            "application/json");
        using var table = await server.Client.PostAsync("/graphql/table.json", body, Cancelled);
        Assert.Equal(3, JsonNode.Parse(await table.Content.ReadAsStringAsync(Cancelled))!.AsArray().Count);
    }
}

public sealed class TablesOnSqlite(SqliteGraph graph) : TableTests(graph), IClassFixture<SqliteGraph>;

public sealed class TablesOnPostgres(PostgresGraph graph) : TableTests(graph), IClassFixture<PostgresGraph>;
