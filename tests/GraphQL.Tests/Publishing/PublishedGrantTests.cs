using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Saved;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Publishing;

/// <summary>Grants are published in the standards that others read, and what is published is what the data says.</summary>
public abstract class PublishedGrantTests(GraphFixture graph)
{
    private const string Name = "grants-open";
    private const string Odd = "A\u0001<&>]]> \u202B\u062A\u0639\u0627\u0648\u0646\u064A\u0629\u202C \U0001F41D -- \u0008";

    private static readonly (string, string)[] Publisher =
    [
        ("Publishing:Publisher", "Division de l’action sociale, Khémisset"), ("Publishing:Prefix", "DASKHE"),
        ("Publishing:OrganisationId", "MA-COA-123"),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_dated_grants_are_published_by_360Giving_to_the_centime()
    {
        await using var server = await SavedServer.StartAsync(graph.Database, Publisher);
        await using var context = graph.Context();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var grants = await context.Grants.Where(grant => grant.AwardedOn != null && grant.AwardedOn <= today).Select(grant => grant.Amount)
            .ToListAsync(Cancelled);
        var undated = await context.Grants.CountAsync(grant => grant.AwardedOn == null, Cancelled);
        Assert.True(undated >= 3 && grants.Count > 1000);

        using var response = await server.GetAsync(SavedServer.Path($"{Name}.360giving.json"));
        var package = await GivingAsync(response);

        Assert.Equal(
            ("application/json", $"{undated}", "0"),
            (response.Content.Headers.ContentType?.MediaType, Header(response, "Grants-Undated"), Header(response, "Grants-Future")));
        Assert.Empty(PublishedSchemas.FaultsOfGiving(package, "1.1.4"));
        Assert.Empty(PublishedSchemas.FaultsOfGiving(package, "1.4.3"));
        var published = package["grants"]!.AsArray();
        Assert.Equal((grants.Count, grants.Sum()), (published.Count, published.Sum(grant => (decimal)grant!["amountAwarded"]!)));
        Assert.Equal(published.Count, published.Select(grant => (string)grant!["id"]!).Distinct().Count());
        Assert.All(published, grant => Assert.StartsWith("360G-DASKHE-MA-", (string)grant!["id"]!, StringComparison.Ordinal));
        Assert.Equal(
            ("1.1", "Division de l’action sociale, Khémisset"), ((string)package["version"]!, (string)package["publisher"]!["name"]!));

        // None of it is a fact, and neither the whole nor a grant alone is taken for one.
        Assert.Contains("MADE-UP", (string)package["title"]!, StringComparison.Ordinal);
        Assert.All(published, grant => Assert.Equal(
            ("Donnée fictive", "urn:indhcoops:synthetic", "SYNTHETIC"),
            (((string)grant!["title"]!)[.."Donnée fictive".Length], (string)grant["dataSource"]!, (string)grant["indh"]!["dataSource"]!)));
    }

    [Fact]
    public async Task All_dated_grants_are_published_by_IATI_to_the_centime()
    {
        await using var server = await SavedServer.StartAsync(graph.Database, Publisher);

        using var response = await server.GetAsync(SavedServer.Path($"{Name}.iati.xml"));
        var bytes = await BytesAsync(response);

        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(PublishedSchemas.FaultsOfActivities(new MemoryStream(bytes)));
        var activities = XDocument.Load(new MemoryStream(bytes)).Root!.Elements("iati-activity").ToList();
        var package = await GivingAsync(await server.GetAsync(SavedServer.Path($"{Name}.360giving.json")));
        Assert.Equal(
            package["grants"]!.AsArray().Select(grant => ((decimal)grant!["amountAwarded"]!, (string)grant["awardDate"]!)),
            activities.Select(activity => activity.Element("transaction")!).Select(given => (
                decimal.Parse(given.Element("value")!.Value, CultureInfo.InvariantCulture),
                given.Element("transaction-date")!.Attribute("iso-date")!.Value)));
        Assert.Equal(activities.Count, activities.Select(activity => activity.Element("iati-identifier")!.Value).Distinct().Count());

        // What the rules of IATI ask for beyond its schema.
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.All(activities, activity =>
        {
            Assert.Matches("^MA-COA-123-MA-[A-Z]{3}-[^/&|?]+$", activity.Element("iati-identifier")!.Value);
            Assert.Equal("1", activity.Element("reporting-org")!.Attribute("secondary-reporter")!.Value);
            Assert.Equal("MA", activity.Element("recipient-country")!.Attribute("code")!.Value);
            Assert.Contains(activity.Elements("activity-date"), date => date.Attribute("type")!.Value is "1" or "2");
            Assert.All(
                activity.Elements("activity-date").Where(date => date.Attribute("type")!.Value is "2" or "4"),
                date => Assert.True(string.CompareOrdinal(date.Attribute("iso-date")!.Value, today) <= 0));
            Assert.Single(activity.Elements("sector"), sector => sector.Attribute("vocabulary")!.Value == "1");
            Assert.StartsWith("Donnée fictive", activity.Element("title")!.Value, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("360giving.json")]
    [InlineData("iati.xml")]
    public async Task Filters_hold_and_what_has_no_grant_is_answered_204(string extension)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        await using var context = graph.Context();
        var expected = await context.Grants.Where(grant =>
            grant.Cooperative.Province.Code == "MA-KHE"
                && grant.AwardedOn >= new DateOnly(2019, 1, 1)
                && grant.AwardedOn <= new DateOnly(2023, 12, 31))
            .CountAsync(Cancelled);
        Assert.True(expected > 0);

        using var some = await server.GetAsync(
            SavedServer.Path($"{Name}.{extension}", new { province = "MA-KHE", from = "2019-01-01", to = "2023-12-31" }));
        var text = await some.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(
            (expected, "0"),
            (text.Split(extension == "iati.xml" ? "<iati-activity " : "\"amountAwarded\"").Length - 1, Header(some, "Grants-Undated")));

        // The press says no dates.
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var none = await server.Client.SendAsync(
                new HttpRequestMessage(method, SavedServer.Path($"{Name}.{extension}", new { dataSource = "PRESS" })), Cancelled);
            Assert.Equal((HttpStatusCode.NoContent, "3"), (none.StatusCode, Header(none, "Grants-Undated")));
            Assert.Empty(await none.Content.ReadAsByteArrayAsync(Cancelled));
        }
    }

    [Fact]
    public async Task A_table_that_lacks_what_a_grant_needs_says_so_and_one_that_has_it_is_published_too()
    {
        await using var server = await SavedServer.StartAsync(graph.Database);

        using var refused = await server.GetAsync("/graphql/persisted/territories.iati.xml");
        Assert.Contains("`awardedOn`", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        const string query =
            "{ grants(first: 5, where: { awardedOn: { neq: null } }) { nodes { id amount awardedOn dataSource "
                + "cooperative { id name province { code name } } } } }";
        using var few = await server.GetAsync($"/graphql/table.360giving.json?query={Uri.EscapeDataString(query)}");
        var package = await GivingAsync(few);
        Assert.Equal(5, package["grants"]!.AsArray().Count);
        Assert.Empty(PublishedSchemas.FaultsOfGiving(package, "1.4.3"));
    }

    [Fact]
    public async Task Odd_texts_are_sound_in_both_and_real_grants_are_told_from_made_up_ones()
    {
        await using var database = await TestDatabase.WithFactsAsync(graph.Kind, Cancelled);
        await using (var context = database.Contexts.CreateDbContext())
        {
            var province = await context.Provinces.SingleAsync(row => row.Code == "MA-KHE", Cancelled);
            var cooperative = new Cooperative(Guid.CreateVersion7(), Odd, province, 2013, DataSource.Official, "saisie")
            {
                Reference = "C 1",
                NameArabic = "تعاونية",
                Womens = true,
                Activity = Odd,
            };
            context.Add(
                new Grant(
                    Guid.CreateVersion7(),
                    cooperative,
                    99_999_999_999.99m,
                    new DateOnly(2022, 2, 2),
                    null,
                    null,
                    null,
                    Odd,
                    DataSource.Official,
                    "https://example.org/a b?c=é&d")
                {
                    Reference = "N° 1/2 & 3|?",
                });
            context.Add(
                new Grant(
                    Guid.CreateVersion7(),
                    cooperative,
                    0.01m,
                    new DateOnly(2022, 2, 3),
                    null,
                    null,
                    null,
                    null,
                    DataSource.Official,
                    "suivi.xlsx")
                {
                    Reference = "360G-other-7",
                });
            context.Add(
                new Grant(
                    Guid.CreateVersion7(),
                    cooperative,
                    1,
                    DateOnly.FromDateTime(DateTime.UtcNow.AddDays(9)),
                    null,
                    null,
                    null,
                    null,
                    DataSource.Official,
                    null));
            await context.SaveChangesAsync(Cancelled);
        }

        await using var server = await SavedServer.StartAsync(database.Options);
        using var response = await server.GetAsync(SavedServer.Path($"{Name}.360giving.json"));
        var package = await GivingAsync(response);
        using var activities = await server.GetAsync(SavedServer.Path($"{Name}.iati.xml"));
        var xml = await BytesAsync(activities);

        Assert.Empty(PublishedSchemas.FaultsOfGiving(package, "1.1.4"));
        Assert.Empty(PublishedSchemas.FaultsOfActivities(new MemoryStream(xml)));
        Assert.Equal(("3", "1"), (Header(response, "Grants-Undated"), Header(response, "Grants-Future")));
        Assert.DoesNotContain("MADE-UP", package.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        var (first, second) = (package["grants"]![0]!, package["grants"]![1]!);
        Assert.Equal(
            (
                "360G-unregistered-MA-KHE-N° 1/2 & 3|?",
                "99999999999.99",
                "https://example.org/a%20b?c=%C3%A9&d",
                Odd,
                "360G-unregistered-MA-KHE-coop-C 1"),
            (
                (string)first["id"]!,
                first["amountAwarded"]!.ToJsonString(),
                (string)first["dataSource"]!,
                (string)first["recipientOrganization"]![0]!["name"]!,
                (string)first["recipientOrganization"]![0]!["id"]!));
        Assert.Equal(
            ("360G-other-7", "suivi.xlsx", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)),
            ((string)second["id"]!, (string)second["indh"]!["source"]!, (string)second["dataSource"]!));
        var activity = XDocument.Load(new MemoryStream(xml)).Root!.Element("iati-activity")!;
        Assert.Equal("XX-UNREGISTERED-MA-KHE-N%C2%B0%201%2F2%20%26%203%7C%3F", activity.Element("iati-identifier")!.Value);
        Assert.Equal(
            Odd.Replace('\u0001', '\uFFFD').Replace('\u0008', '\uFFFD'),
            activity.Elements("participating-org").Last().Elements("narrative").First().Value);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static async Task<JsonNode> GivingAsync(HttpResponseMessage response) => JsonNode.Parse(await BytesAsync(response))!;

    private static async Task<byte[]> BytesAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancelled);
        Assert.True(response.StatusCode == HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(bytes));
        return bytes;
    }
}

public sealed class PublishedGrantsOnSqlite(SqliteGraph graph) : PublishedGrantTests(graph), IClassFixture<SqliteGraph>;

public sealed class PublishedGrantsOnPostgres(PostgresGraph graph) : PublishedGrantTests(graph), IClassFixture<PostgresGraph>;
