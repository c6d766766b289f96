using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Azure.Storage.Blobs;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Reports;

/// <summary>Whoever looks for a report finds it, what changed in it, and the data behind it.</summary>
public sealed partial class ReportPageTests
{
    private const string Headings =
        "Identifiant,Province,Province (arabe),Code programme,Solde d’ouverture (MAD),Engagé (MAD),Avenants (MAD),Décaissé "
            + "(MAD),Remboursé (MAD),Annulé (MAD),Solde de clôture (MAD),Subventions\r\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Reports_are_found_by_language_and_province_and_what_changed_in_them_is_said(DatabaseKind kind)
    {
        await using var database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        var storage = await TestStorage.TakeAccountAsync(Cancelled);
        var container = new BlobServiceClient(storage).GetBlobContainerClient(ReportStorage.Container);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancelled);
        await ListAsync(database, container);
        await using var server = await AccessServer.StartAsync(database.Options, ("Storage:ConnectionString", storage));

        await AssertListedAsync(server);
        await AssertLatestAsync(server);
        await AssertChangesAsync(server);
        await AssertFeedAsync(server);
        await AssertDatasetAsync(server, container);
    }

    [Fact]
    public async Task The_revision_before_is_named_where_it_stands_on_the_next_page()
    {
        await using var database = await TestDatabase.WithFactsAsync(DatabaseKind.Sqlite, Cancelled);
        await new BalanceStriker(database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        await using (var context = database.Contexts.CreateDbContext())
        {
            var strike = await context.Strikes.SingleAsync(Cancelled);
            var june = new DateOnly(2024, 6, 1);
            context.AddRange(
                Enumerable.Range(1, 23).Select(month => (june.AddMonths(month), 1)).Concat([(june, 4), (june, 2), (june.AddMonths(-1), 3)])
                    .Select(report => new Report(report.Item1, report.Item2, strike, DataSource.Press)));
            await context.SaveChangesAsync(Cancelled);
        }

        await using var server = await AccessServer.StartAsync(database.Options);
        var first = await TextAsync(server, "/reports?lang=en");
        var second = await TextAsync(server, HrefTag.Matches(first).Select(match => match.Groups[1].Value).Single(
            link => link.Contains("after=", StringComparison.Ordinal)));

        Assert.Contains(">against revision 2<", first, StringComparison.Ordinal);
        Assert.Contains("May 2024", second, StringComparison.Ordinal);
        Assert.DoesNotContain("against revision", second, StringComparison.Ordinal);
        Assert.Equal(first.Split("class=\"query\"").Length, second.Split("class=\"query\"").Length);
    }

    private static async Task AssertListedAsync(AccessServer server)
    {
        var page = await TextAsync(server, "/reports?lang=fr&territory=MA-KHE");

        Assert.Contains("juin 2024", page, StringComparison.Ordinal);

        // A backup was restored: there is no second revision.
        Assert.Contains(">par rapport à la révision 1<", page, StringComparison.Ordinal);
        Assert.All(
            [
                "/reports/latest?lang=ar", "/reports/monthly/2024-06/3/x/report.ar.html",
                "/reports/monthly/2024-06/3/x/provinces/MA-KHE.html", "/reports/changes/2024-06/3?lang=fr", "/reports/feed.atom",
            ],
            link => Assert.Contains($"href=\"{link}\"", page, StringComparison.Ordinal));
        await AssertComparedAsync(server, HrefTag.Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("dir=\"rtl\"", await TextAsync(server, "/reports?lang=ar"), StringComparison.Ordinal);
        Assert.Contains("MA-NULLE", await TextAsync(server, "/reports?lang=fr&territory=MA-NULLE"), StringComparison.Ordinal);
    }

    // The one revision with a former one leads to what changed; of May none is known before the third.
    private static async Task AssertComparedAsync(AccessServer server, IEnumerable<string> links)
    {
        var link = Assert.Single(links, link => link.Contains("/changes/", StringComparison.Ordinal));
        await TextAsync(server, link);
    }

    private static async Task AssertLatestAsync(AccessServer server)
    {
        foreach (var (query, url) in new[]
        {
            ("lang=fr", "report.html"),
            ("lang=ar", "report.ar.html"),
            ("lang=en", "report.html"),
            ("lang=ar&territory=ma-khe", "provinces/MA-KHE.html"),
            ("format=csv", "balances.csv"),
        })
        {
            using var answer = await server.GetAsync($"/reports/latest?{query}");
            Assert.Equal(
                (HttpStatusCode.Redirect, $"/reports/monthly/2024-06/3/x/{url}"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }

        using var unknown = await server.GetAsync("/reports/latest?territory=MA-FES");
        using var format = await server.GetAsync("/reports/latest?format=pdf");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unknown.StatusCode, format.StatusCode));
    }

    private static async Task AssertChangesAsync(AccessServer server)
    {
        var page = await TextAsync(server, "/reports/changes/2024-06/3?lang=fr");

        Assert.Contains("<data value=\"100.00\">", page, StringComparison.Ordinal);
        Assert.Contains("<data value=\"1150.50\">", page, StringComparison.Ordinal);
        Assert.Contains("Khémisset", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Fès", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        foreach (var path in new[] { "2024-06/1", "2024-06/2", "2024-06/4", "2024-05/3", "juin/2" })
        {
            using var answer = await server.GetAsync($"/reports/changes/{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task AssertFeedAsync(AccessServer server)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        using var answer = await server.GetAsync("/reports/feed.atom?lang=fr");
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).Root!;

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(atom + "feed", feed.Name);
        var entries = feed.Elements(atom + "entry").ToList();
        Assert.Equal(
            ["Rapport : juin 2024, révision 3", "Rapport : juin 2024, révision 1", "Rapport : mai 2024, révision 3"],
            entries.Select(entry => (string)entry.Element(atom + "title")!));
        await AssertComparedAsync(
            server, entries.Elements(atom + "link").Select(link => new Uri((string)link.Attribute("href")!).PathAndQuery));
        Assert.All(entries.Append(feed), part =>
        {
            Assert.True(Uri.IsWellFormedUriString((string)part.Element(atom + "id")!, UriKind.Absolute));
            Assert.True(DateTimeOffset.TryParse((string)part.Element(atom + "updated")!, out _));
            Assert.All(
                part.Elements(atom + "link"),
                link => Assert.StartsWith(server.Address.ToString(), (string)link.Attribute("href")!, StringComparison.Ordinal));
        });
        Assert.Distinct(entries.Select(entry => (string)entry.Element(atom + "id")!));

        // Readers ask again and again, by whatever address they were given.
        using var again = await server.GetAsync("/reports/feed.atom?lang=fr", null, ("If-None-Match", answer.Headers.ETag!.ToString()));
        using var other = await server.GetAsync("/reports/feed.atom?utm_source=x", null, ("Accept-Language", "fr-MA"));
        using var wrong = await server.GetAsync("/reports/feed.atom?territory=MA-ZZZ&lang=fr");
        using var unknown = await server.GetAsync("/reports/feed.atom?lang=de");
        Assert.Equal(
            (HttpStatusCode.NotModified, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (again.StatusCode, wrong.StatusCode, unknown.StatusCode));
        Assert.Equal(
            (string)feed.Element(atom + "id")!,
            (string)XDocument.Parse(await other.Content.ReadAsStringAsync(Cancelled)).Root!.Element(atom + "id")!);
    }

    // As DuckDB reads: the size, the end, then the parts that it needs.
    private static async Task AssertDatasetAsync(AccessServer server, BlobContainerClient container)
    {
        const string Path = "/datasets/20240701T020000Z-1/movements/year=2024/movements.parquet";
        await container.UploadBlobAsync(Path[1..], BinaryData.FromString("PAR1 rows PAR1"), Cancelled);
        using var head = await server.SendAsync(HttpMethod.Head, Path);
        using var end = await server.GetAsync(Path, null, ("Range", "bytes=-4"));
        using var known = await server.GetAsync(Path, null, ("If-None-Match", head.Headers.ETag!.ToString()));
        using var missing = await server.GetAsync("/datasets/datapackage.json");
        using var secret = await server.GetAsync("/datasets/../monthly/2024-06/3/x/balances.csv");

        Assert.Equal((HttpStatusCode.OK, 14L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal((HttpStatusCode.PartialContent, "PAR1"), (end.StatusCode, await end.Content.ReadAsStringAsync(Cancelled)));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (missing.StatusCode, secret.StatusCode));
    }

    private static async Task<string> TextAsync(AccessServer server, string path)
    {
        using var answer = await server.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private static async Task ListAsync(TestDatabase database, BlobContainerClient container)
    {
        await new BalanceStriker(database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        await using var context = database.Contexts.CreateDbContext();
        var strike = await context.Strikes.SingleAsync(Cancelled);
        foreach (var (month, revision, khemisset) in new[] { (5, 3, "90.00"), (6, 1, "100.00"), (6, 3, "1150.50") })
        {
            var report = new Report(new DateOnly(2024, month, 1), revision, strike, DataSource.Press);
            Add(ReportFormat.Html, "report.html", null, "fr");
            Add(ReportFormat.Html, "report.ar.html", null, "ar");
            Add(ReportFormat.Html, "provinces/MA-KHE.html", "MA-KHE", "fr");
            Add(ReportFormat.Csv, "balances.csv", null, "fr");
            context.Add(report);
            await container.UploadBlobAsync(
                $"monthly/2024-{month:00}/{revision}/x/balances.csv",
                BinaryData.FromString(
                    $"{Headings}2024-{month:00}:MA-KHE:P3,Khémisset,الخميسات,P3,0.00,0.00,0.00,{khemisset},0.00,0.00,0.00,1\r\n"
                        + $"2024-{month:00}:MA-FES:P3,Fès,فاس,P3,5.00,0.00,0.00,5.00,0.00,0.00,0.00,1\r\n"),
                Cancelled);

            void Add(ReportFormat format, string name, string? territory, string language) => report.Add(
                format,
                $"monthly/2024-{month:00}/{revision}/x/{name}",
                5,
                new string('0', 64),
                "1B2M2Y8AsgTpgAmY7PhCfg==",
                format == ReportFormat.Csv ? 2 : null,
                territory,
                language);
        }

        await context.SaveChangesAsync(Cancelled);
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex HrefTag { get; }
}
