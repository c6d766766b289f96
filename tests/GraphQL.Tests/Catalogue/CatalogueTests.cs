using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Http;
using IndhCoops.GraphQL.Tests.Publishing;
using IndhCoops.GraphQL.Tests.Tables;

namespace IndhCoops.GraphQL.Tests.Catalogue;

/// <summary>Harvesters find what is open, and every address that they are given answers.</summary>
public abstract class CatalogueTests(GraphFixture graph)
{
    private static readonly string[] Prefixes = ["dcat", "dct", "foaf", "rdfs", "xsd"];
    private static readonly XNamespace Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_catalogue_has_what_DCAT_AP_asks_for_and_says_what_is_made_up()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, ("Publishing:Publisher", "Éditeur d’essai"));
        using var response = await server.GetAsync("/catalog.jsonld");
        var catalogue = JsonNode.Parse(await HttpAssertions.TextAsync(response))!.AsObject();

        Assert.Equal("application/ld+json", response.Content.Headers.ContentType?.MediaType);
        AssertLinked(catalogue);
        Assert.Equal(("dcat:Catalog", "Éditeur d’essai"), ((string)catalogue["@type"]!, (string)catalogue["dct:publisher"]!["foaf:name"]!));
        AssertTitled(catalogue);
        var datasets = catalogue["dcat:dataset"]!.AsArray();
        Assert.All(datasets, dataset =>
        {
            AssertTitled(dataset!);
            Assert.NotEmpty(dataset!["dcat:distribution"]!.AsArray());
            Assert.All(
                dataset["dcat:distribution"]!.AsArray(),
                file => Assert.StartsWith(server.Address.ToString(), (string)file!["dcat:accessURL"]!["@id"]!, StringComparison.Ordinal));
        });
        Assert.Equal(datasets.Count, datasets.Select(dataset => (string)dataset!["@id"]!).Distinct().Count());

        var grants = datasets.Single(dataset => (string)dataset!["dct:identifier"]! == "grants-open")!;
        Assert.Equal(
            ["json", "csv", "json", "parquet", "xlsx", "360giving.json", "iati.xml"],
            grants["dcat:distribution"]!.AsArray().Select(file => (string)file!["dct:title"]!));
        Assert.Equal(2, grants["dct:conformsTo"]!.AsArray().Count);
        Assert.Contains("MADE-UP", grants["dct:provenance"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", (string)grants["dct:temporal"]!["dcat:startDate"]!["@value"]!);
        var programmes = datasets.Single(dataset => (string)dataset!["dct:identifier"]! == "programmes")!;
        Assert.DoesNotContain("MADE-UP", programmes["dct:provenance"]!.ToJsonString(), StringComparison.Ordinal);
        var territories = datasets.Single(dataset => (string)dataset!["dct:identifier"]! == "territories")!;
        Assert.Equal(
            ["json", "csv", "json", "parquet", "xlsx"],
            territories["dcat:distribution"]!.AsArray().Select(file => (string)file!["dct:title"]!));
    }

    [Fact]
    public async Task The_data_package_follows_its_schema_and_names_the_columns_that_its_files_have()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);

        var package = JsonNode.Parse(await HttpAssertions.TextAsync(await server.GetAsync("/datapackage.json")))!;

        Assert.Empty(PublishedSchemas.FaultsOfDataPackage(package));
        var resources = package["resources"]!.AsArray();
        Assert.True(resources.Count > 5);
        foreach (var resource in resources)
        {
            using var file = await server.GetAsync(new Uri((string)resource!["path"]!).PathAndQuery);
            var rows = TableServer.Parse(await file.Content.ReadAsByteArrayAsync(Cancelled));
            var fields = resource["schema"]!["fields"]!.AsArray().Select(field => ((string)field!["name"]!, (string)field["type"]!))
                .ToList();
            Assert.Equal(rows[0], fields.Select(field => field.Item1));
            Assert.All(resource["schema"]!["fields"]!.AsArray(), field => Assert.NotEmpty((string)field!["title"]!));
            Assert.All(rows.Skip(1).Take(50), row => Assert.All(row.Zip(fields), cell => AssertTyped(cell.First, cell.Second.Item2)));
        }
    }

    [Fact]
    public async Task Every_address_of_the_sitemap_and_the_catalogue_answers()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);
        var lists = await AddressesAsync(server, "/sitemap.xml", "sitemap");
        var catalogue = JsonNode.Parse(await HttpAssertions.TextAsync(await server.GetAsync("/catalog.jsonld")))!;
        var addresses = await AddressesAsync(server, new Uri(lists[0]).AbsolutePath, "url");
        var cooperatives = await AddressesAsync(server, new Uri(lists[1]).AbsolutePath, "url");
        var files = catalogue["dcat:dataset"]!.AsArray().SelectMany(dataset => dataset!["dcat:distribution"]!.AsArray()).Select(
            file => (string)file!["dcat:downloadURL"]!["@id"]!)
            .ToList();

        await using var context = graph.Context();
        Assert.Equal([$"{server.Address}sitemap-pages.xml", $"{server.Address}sitemap-cooperatives-1.xml"], lists);
        Assert.Equal(context.Cooperatives.Select(row => $"{server.Address}cooperatives/{row.Id}").ToHashSet(), cooperatives.ToHashSet());
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/sitemap-cooperatives-2.xml")).StatusCode);
        Assert.Empty(files.Except(addresses));
        foreach (var address in addresses.Append(cooperatives[^1]))
        {
            Assert.StartsWith(server.Address.ToString(), address, StringComparison.Ordinal);
            using var response = await server.GetAsync(new Uri(address).PathAndQuery);
            Assert.True(response.IsSuccessStatusCode, $"{address}: {await response.Content.ReadAsStringAsync(Cancelled)}");
        }

        var robots = (await HttpAssertions.TextAsync(await server.GetAsync("/robots.txt"))).Split('\n');
        Assert.Contains("Allow: /graphql/persisted", robots);
        Assert.Contains($"Sitemap: {server.Address}sitemap.xml", robots);
    }

    [Fact]
    public async Task Addresses_lead_below_the_prefix_and_what_has_not_changed_is_not_sent_again()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, ("Proxies:Addresses:0", "127.0.0.1"));
        foreach (var path in new[] { "/catalog.jsonld", "/datapackage.json", "/sitemap.xml", "/sitemap-cooperatives-1.xml", "/robots.txt" })
        {
            using var below = await server.GetAsync(
                path, null, ("X-Forwarded-Prefix", "/indh"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.1"));
            using var root = await server.GetAsync(path);
            using var unchanged = await server.GetAsync(path, null, ("If-None-Match", root.Headers.ETag!.ToString()));
            using var head = await server.SendAsync(HttpMethod.Head, path);

            var text = await HttpAssertions.TextAsync(below);
            Assert.Contains($"https://{server.Address.Authority}/indh/", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"{server.Address.Authority}/graphql", text, StringComparison.Ordinal);
            Assert.NotEqual(root.Headers.ETag, below.Headers.ETag);
            Assert.Equal(
                (HttpStatusCode.NotModified, HttpStatusCode.OK, root.Headers.ETag),
                (unchanged.StatusCode, head.StatusCode, head.Headers.ETag));
            Assert.Equal("no-cache", root.Headers.CacheControl?.ToString());
        }
    }

    // Every name is one of a vocabulary that the context gives, so that a reader of JSON-LD needs nothing else.
    private static void AssertLinked(JsonObject catalogue)
    {
        Assert.Equal(Prefixes, catalogue["@context"]!.AsObject().Select(prefix => prefix.Key));
        Walk(
            new JsonObject(
                catalogue.Where(member => member.Key != "@context").Select(
                    member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));

        static void Walk(JsonNode? node)
        {
            foreach (var child in node as JsonArray ?? [])
            {
                Walk(child);
            }

            foreach (var (name, value) in node as JsonObject ?? [])
            {
                Assert.True(name is "@id" or "@type" or "@value" or "@language" || Prefixes.Contains(name.Split(':')[0]), name);
                Assert.True(name != "@id" || Uri.IsWellFormedUriString((string)value!, UriKind.Absolute), value?.ToString());
                Assert.True(name != "@type" || Prefixes.Contains(((string)value!).Split(':')[0]), value?.ToString());
                Walk(value);
            }
        }
    }

    private static async Task<List<string>> AddressesAsync(AccessServer server, string path, string element) =>
        [
            .. XDocument.Parse(await HttpAssertions.TextAsync(await server.GetAsync(path))).Root!.Elements(Sitemaps + element).Select(
                entry => entry.Element(Sitemaps + "loc")!.Value),
        ];

    private static void AssertTitled(JsonNode node)
    {
        foreach (var property in new[] { "dct:title", "dct:description" })
        {
            Assert.Equal(["fr", "en"], node[property]!.AsArray().Select(text => (string)text!["@language"]!));
            Assert.All(node[property]!.AsArray(), text => Assert.NotEmpty((string)text!["@value"]!));
        }
    }

    private static void AssertTyped(string text, string type) => Assert.True(
        text.Length == 0 || type switch
        {
            "integer" => long.TryParse(text, out _),
            "number" => decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "datetime" => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
            _ => true,
        },
        $"{text} is no {type}");
}

public sealed class CatalogueOnSqlite(SqliteGraph graph) : CatalogueTests(graph), IClassFixture<SqliteGraph>;

public sealed class CatalogueOnPostgres(PostgresGraph graph) : CatalogueTests(graph), IClassFixture<PostgresGraph>;

/// <summary>Where reading needs a token, strangers learn nothing.</summary>
public sealed class ClosedCatalogueTests(AccessScene scene)
{
    [Fact]
    public async Task Strangers_are_told_nothing_and_readers_all()
    {
        foreach (var path in new[] { "/catalog.jsonld", "/datapackage.json", "/sitemap.xml", "/sitemap-cooperatives-1.xml" })
        {
            using var stranger = await scene.Closed.GetAsync(path);
            using var reader = await scene.Closed.GetAsync(path, scene.Authority.Issue());

            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (stranger.StatusCode, reader.StatusCode));
            Assert.DoesNotContain("persisted", await HttpAssertions.TextAsync(stranger), StringComparison.Ordinal);
            Assert.True(reader.Headers.CacheControl?.Private);
        }

        Assert.Equal("User-agent: *\nDisallow: /\n", await HttpAssertions.TextAsync(await scene.Closed.GetAsync("/robots.txt")));
    }

    [Fact]
    public async Task Terms_that_cannot_be_keep_the_server_from_starting()
    {
        foreach (var (setting, value) in new[]
        {
            ("Publishing:Prefix", "a b"),
            ("Publishing:OrganisationId", "MA/1"),
            ("Publishing:Licence", "free"),
            ("Publishing:Publisher", ""),
        })
        {
            await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => scene.StartAsync((setting, value)));
        }
    }
}
