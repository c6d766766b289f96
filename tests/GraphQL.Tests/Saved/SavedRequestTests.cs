using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Saved;

/// <summary>How saved queries are asked, and what becomes of those that cannot be served.</summary>
public sealed class SavedRequestTests(SqliteGraph graph) : IClassFixture<SqliteGraph>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-saved-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_saved_query_is_the_same_by_path_by_id_by_get_and_by_post()
    {
        await using var server = await StartAsync();
        var variables = new { region = "MA-04" };
        var json = Uri.EscapeDataString(JsonSerializer.Serialize(variables));
        var expected = await (await server.GetAsync(SavedServer.Path("by-programme", variables))).Content.ReadAsStringAsync(Cancelled);

        foreach (var response in new[]
        {
            await server.PostAsync("/graphql/persisted/by-programme", new { variables }),
            await server.PostAsync("/graphql/persisted/by-programme/ByProgramme", new { variables }),
            await server.PostAsync("/graphql", new { id = "by-programme", variables }),
            await server.GetAsync($"/graphql?id=by-programme&variables={json}"),
            await server.PostAsync("/graphql", new { documentId = "by-programme", variables }),
            await server.GetAsync($"/graphql?documentId=by-programme&variables={json}"),
            await server.PostAsync(
                "/graphql", new { query = SavedQueries.Read(null).All.Single(query => query.Name == "by-programme").Document, variables }),
        })
        {
            Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled)));
        }

        Assert.NotEqual(expected, await (await server.GetAsync(SavedServer.Path("by-programme"))).Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task An_operation_among_several_is_named_in_the_path()
    {
        Save("two", "query A { regions { totalCount } } query B { provinces { totalCount } }");
        await using var server = await StartAsync();

        Assert.Equal(
            """{"data":{"provinces":{"totalCount":75}}}""",
            await (await server.GetAsync("/graphql/persisted/two/B")).Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(
            """{"data":{"regions":{"totalCount":12}}}""",
            await (await server.GetAsync("/graphql/persisted/two?operationName=A")).Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync("/graphql/persisted/two")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync("/graphql/persisted/two/C")).StatusCode);
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task A_saved_query_is_a_table_in_every_format(string extension, string contentType)
    {
        await using var server = await StartAsync();

        var read = await server.GetAsync(SavedServer.Path($"by-region.{extension}", new { from = "2020-01-01" }));
        var posted = await server.PostAsync($"/graphql/persisted/by-region.{extension}", new { variables = new { from = "2020-01-01" } });

        Assert.Equal((HttpStatusCode.OK, contentType), (read.StatusCode, read.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.OK, contentType), (posted.StatusCode, posted.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_answer_comes_in_the_form_that_the_client_accepts()
    {
        await using var server = await StartAsync();

        Assert.Equal("text/csv", (await AskAsync("by-region", "text/csv")).Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpAssertions.Json, (await AskAsync("by-region", "application/json")).Content.Headers.ContentType?.ToString());
        Assert.Equal(HttpStatusCode.NotAcceptable, (await AskAsync("by-region", "image/png")).StatusCode);
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpAssertions.Json),
            (
                (await AskAsync("nothing", "application/json")).StatusCode,
                (await AskAsync("nothing", "application/json")).Content.Headers.ContentType?.ToString()));

        Task<HttpResponseMessage> AskAsync(string name, string accept)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, SavedServer.Path(name));
            request.Headers.Add("Accept", accept);
            return server.Client.SendAsync(request, Cancelled);
        }
    }

    [Theory]
    [InlineData("/graphql/persisted/nothing")]
    [InlineData("/graphql/persisted/nothing/Operation")]
    [InlineData("/graphql/persisted/nothing.csv")]
    [InlineData("/graphql/persisted/nothing.xlsx")]
    public async Task An_unknown_name_is_not_found_and_the_client_learns_where_the_list_is(string path)
    {
        await using var server = await StartAsync();
        foreach (var response in new[] { await server.GetAsync(path), await server.PostAsync(path, new { }) })
        {
            var error = await HttpAssertions.RefusedAsync(response, HttpStatusCode.NotFound, "HC0020");
            Assert.Equal(
                "There is no saved query `nothing`; those that there are stand at /graphql/persisted.",
                error.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task Wrong_variables_are_refused_as_everywhere()
    {
        await using var server = await StartAsync();

        await HttpAssertions.RefusedAsync(
            await server.GetAsync(SavedServer.Path("by-region", new { from = "soon" })), HttpStatusCode.BadRequest, "HC0016");
        await HttpAssertions.RefusedAsync(
            await server.GetAsync("/graphql/persisted/by-region?variables=["), HttpStatusCode.BadRequest, "HC0012");
        await HttpAssertions.RefusedAsync(await server.PostAsync("/graphql", new { id = 1 }), HttpStatusCode.BadRequest, "HC0009");
    }

    [Fact]
    public async Task The_list_tells_people_and_programs_what_there_is()
    {
        Save("defaults", """
            # Titre · Title
            # Une ligne.
            #
            # A line.
            query Defaults($count: Int! = 3, $tags: [String!] = ["a"], $kind: MovementKind = REFUND, $after: String) {
              movements(first: $count, after: $after, where: { kind: { eq: $kind }, grant: { note: { in: $tags } } }) { totalCount }
            }
            """);
        await using var server = await StartAsync();

        using var response = await server.GetAsync("/graphql/persisted");
        var list = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!.AsArray();

        Assert.Equal(HttpAssertions.Json, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(SavedQueries.Read(_folder.FullName).All.Select(query => query.Name), list.Select(entry => (string)entry!["name"]!));
        var saved = list.Single(entry => (string)entry!["name"]! == "defaults")!.AsObject();
        Assert.Equal(["name", "title", "description", "document", "variables"], saved.Select(member => member.Key));
        Assert.Equal(("Titre · Title", "Une ligne.\n\nA line."), ((string?)saved["title"], (string?)saved["description"]));
        Assert.StartsWith("# Titre", (string?)saved["document"], StringComparison.Ordinal);
        Assert.Equal(
            """[{"name":"count","type":"Int!","default":3},{"name":"tags","type":"[String!]","default":["a"]},"""
                + """{"name":"kind","type":"MovementKind","default":"REFUND"},{"name":"after","type":"String","default":null}]""",
            saved["variables"]!.ToJsonString());
    }

    [Fact]
    public async Task Nothing_but_saved_queries_is_answered_where_that_is_set()
    {
        await using var server = await StartAsync(("Persisted:Only", "true"));
        var hash = RequestDocuments.HashOf("{ __typename }");
        foreach (var response in new[]
        {
            await server.PostAsync("/graphql", new { query = "{ __typename }" }),
            await server.PostAsync("/graphql", new { id = "by-region", query = "{ __typename }" }),
            await server.GetAsync("/graphql?query=%7B__typename%7D"),
            await server.GetAsync("/graphql/table.csv?query=%7Bregions%7Bnodes%7Bcode%7D%7D%7D"),
            await server.PostAsync("/graphql/table.xlsx", new { query = "{ regions { nodes { code } } }" }),
            await server.PostAsync(
                "/graphql", new { query = "{ __typename }", extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } }),
            await server.PostAsync("/graphql", new { extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } }),
        })
        {
            var error = await HttpAssertions.RefusedAsync(response, HttpStatusCode.BadRequest, "HC0067");
            Assert.Equal("Only persisted operations are allowed.", error.GetProperty("message").GetString());
        }

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/graphql/persisted/by-region")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/graphql/persisted/by-region.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/graphql", new { id = "by-region" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/graphql/table.csv", new { id = "by-region" })).StatusCode);
    }

    [Theory]
    [InlineData("broken", "{ regions { nodes { colour } } }", "colour", "line 1, column 21")]
    [InlineData("long-page", "{ grants(first: 51) { nodes { amount } } }", "maximum allowed items")]
    [InlineData("no-key", "query A { regions { totalCount } } query B { grants { groups { count } } }", "selects no field under `key`")]
    [InlineData("two-names", "{ regions { totalCount } } query B { grants { totalCount } }", "two-names.graphql")]
    [InlineData("unfinished", "{ regions {", "unfinished.graphql")]
    [InlineData("Capital", "{ regions { totalCount } }", "Capital.graphql", "small letters")]
    [InlineData("by-region", "{ regions { totalCount } }", "has its name")]
    public async Task What_cannot_be_served_stops_the_start_with_its_name_and_the_reason(string name, string document, params string[] said)
    {
        Save(name, document);

        var failure = await Assert.ThrowsAsync<StartException>(() => StartAsync());

        Assert.Contains(Path.Combine(_folder.FullName, $"{name}.graphql"), failure.Message, StringComparison.Ordinal);
        Assert.All(said, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<StartException>(
            () => SavedServer.StartAsync(graph.Database, ("Persisted:Directory", "/nowhere/at/all")));

        Assert.Contains("/nowhere/at/all", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_explorer_opens_with_the_saved_queries_as_one_document()
    {
        Save("same-name", "query ByRegion { regions { totalCount } }");
        Save("no-name", "{ regions { totalCount } }");
        await using var server = await StartAsync();

        var configuration = JsonNode.Parse(await (await server.GetAsync("/graphql/bcp-config.json")).Content.ReadAsStringAsync(Cancelled))!;
        var document = (string)configuration["graphQLDocument"]!;

        // Banana Cake Pop cannot run a document in which the default of a variable is a text.
        var shown = SavedQueries.Read(null).All.Where(query => query.Name is not ("bilan" or "indh-share" or "search")).ToList();
        Assert.All(shown, query => Assert.Contains(query.Document, document, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\$\w+: \w+!? = """, document);
        var answer = await (await server.PostAsync("/graphql", new { query = document, operationName = "ByRegion" })).Content
            .ReadAsStringAsync(Cancelled);
        Assert.StartsWith("""{"data":{"balances":""", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("saved=by-region&variables=%7B%22programme%22%3A%22P3%22%7D", "query ByRegion(", """{"programme":"P3"}""")]
    [InlineData("saved=by-region&variables=%7Bbroken", "query ByRegion(", "{}")]
    [InlineData("saved=nowhere", "query FirstLook ", "{}")]
    public async Task A_link_to_the_explorer_names_the_saved_query_that_a_new_document_holds(
        string search, string document, string variables)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/bcp-config.json");
        request.Headers.Referrer = new Uri($"http://localhost/graphql/?{search}");

        using var response = await server.Client.SendAsync(request, Cancelled);

        var configuration = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        Assert.Contains(document, (string)configuration["graphQLDocument"]!, StringComparison.Ordinal);
        Assert.Equal(variables, configuration["variables"]!.ToJsonString());
    }

    private void Save(string name, string document) => File.WriteAllText(Path.Combine(_folder.FullName, $"{name}.graphql"), document);

    private Task<SavedServer> StartAsync(params (string Key, string Value)[] settings) =>
        SavedServer.StartAsync(graph.Database, [("Persisted:Directory", _folder.FullName), .. settings]);
}
