using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Pages;

/// <summary>Pages for people say what the ledger says, in three languages, and say in words what is wrong.</summary>
public abstract class PageTests(GraphFixture graph)
{
    private static readonly LocalFormat French = LocalFormat.Of(IntakeLanguage.French);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_province_says_who_received_most_what_moved_and_what_is_stuck()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);
        await using var context = graph.Context();
        var movements = await context.Movements.Where(movement => movement.Grant.Cooperative.Province.Code == "MA-KHE")
            .Select(movement =>
                new
                {
                    movement.Kind,
                    movement.Amount,
                    movement.EffectiveOn,
                    GrantId = movement.Grant.Id,
                })
            .ToListAsync(Cancelled);

        var page = await HtmlPage.GetAsync(server, "/provinces/MA-KHE?lang=fr&year=2023");

        Assert.Equal("Khémisset · INDH et coopératives", page.Title);
        var grants = await context.Grants.Where(grant =>
            grant.Cooperative.Province.Code == "MA-KHE"
                && grant.AwardedOn >= new DateOnly(2023, 1, 1)
                && grant.AwardedOn <= new DateOnly(2023, 12, 31))
            .Select(grant => new { grant.Amount, grant.Cooperative.Id, grant.Cooperative.Name }).ToListAsync(Cancelled);
        var received = grants.GroupBy(grant => (grant.Id, grant.Name)).Select(
            group => (group.Key.Name, Count: group.Count(), Sum: group.Sum(grant => grant.Amount)))
            .OrderByDescending(group => group.Sum).Take(20).ToList();
        Assert.NotEmpty(received);
        Assert.Equal(
            received.Select(row => (French.Count(row.Count), French.Amount(row.Sum))),
            page.Rows("recipients").Select(row => (row[1], row[2])));
        Assert.StartsWith(received[0].Name, page.Rows("recipients")[0][0], StringComparison.Ordinal);

        var years = page.Rows("years").ToDictionary(row => row[0]);
        foreach (var year in movements.GroupBy(movement => movement.EffectiveOn.Year))
        {
            string Sum(MovementKind kind) => French.Amount(year.Where(movement => movement.Kind == kind).Sum(movement => movement.Amount));
            Assert.Equal(
                [
                    Sum(MovementKind.Commitment),
                    Sum(MovementKind.Amendment),
                    Sum(MovementKind.Cancellation),
                    Sum(MovementKind.Disbursement),
                    Sum(MovementKind.Refund),
                ],
                years[$"{year.Key}"].Skip(2));
        }

        var before = DateOnly.FromDateTime(DateTime.UtcNow).AddYears(-1);
        var unpaid = movements.GroupBy(movement => movement.GrantId)
            .Where(grant => grant.Any(movement => movement.Kind == MovementKind.Commitment && movement.EffectiveOn < before))
            .Select(grant => grant.Aggregate(
                default(LedgerBalance), (balance, movement) => balance.After(movement.Kind, movement.Amount)))
            .Where(balance => balance is { Committed: > 0, Outstanding: 0 })
            .ToList();
        Assert.Contains(
            $"Engagé et non payé : {French.Count(unpaid.Count)} ({French.Amount(unpaid.Sum(balance => balance.Committed))} MAD)",
            page.Text,
            StringComparison.Ordinal);
        var stalled = await context.Projects.CountAsync(
            project => project.Province.Code == "MA-KHE" && project.Status == ProjectStatus.Stalled, Cancelled);
        Assert.Contains($"Projets en souffrance : {French.Count(stalled)}", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            await context.Statements.CountAsync(statement => statement.Province!.Code == "MA-KHE", Cancelled),
            page.Rows("statements").Count);
        Assert.Contains("Données de démonstration.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 ligne", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cooperative_shows_its_history_with_what_is_left_and_its_files()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);
        await using var context = graph.Context();
        var cooperative = await context.Cooperatives.Include(row => row.Province).Where(row => row.DataSource == DataSource.Synthetic)
            .OrderByDescending(row => row.Grants.SelectMany(grant => grant.Movements).Count())
            .FirstAsync(Cancelled);
        var movements = await context.Movements.Include(movement => movement.Grant)
            .Where(movement => movement.Grant.Cooperative.Id == cooperative.Id)
            .ToListAsync(Cancelled);
        var ledger = movements.OrderBy(movement => movement.EffectiveOn).ThenBy(movement => movement.RecordedAt)
            .ThenBy(movement => movement.Id)
            .ToList();

        var page = await HtmlPage.GetAsync(server, $"/cooperatives/{cooperative.Id}?lang=fr");

        var rows = page.Rows("ledger");
        Assert.Equal(
            ledger.Select(movement => (French.Day(movement.EffectiveOn), French.Amount(movement.Amount))),
            rows.Select(row => (row[0], row[4])));
        var left = new Dictionary<Guid, decimal>();
        foreach (var (movement, row) in ledger.Zip(rows))
        {
            left[movement.Grant.Id] = left.GetValueOrDefault(movement.Grant.Id) + movement.SignedAmount;
            Assert.Equal(French.Amount(left[movement.Grant.Id]), row[5]);
        }

        Assert.Equal(
            await context.Grants.CountAsync(grant => grant.Cooperative.Id == cooperative.Id, Cancelled), page.Rows("grants").Count);
        Assert.Contains($"/provinces/{cooperative.Province.Code}?lang=fr", page.Links);
        var files = page.Links.Where(link => link.Contains("/graphql/persisted/cooperative-", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 6);
        foreach (var file in files)
        {
            using var response = await server.GetAsync(file);
            Assert.True(response.IsSuccessStatusCode, $"{file}: {await HttpAssertions.TextAsync(response)}");
        }

        using var csv = await server.GetAsync(files.First(file => file.Contains("cooperative-ledger.csv", StringComparison.Ordinal)));
        Assert.Equal(ledger.Count + 1, (await HttpAssertions.TextAsync(csv)).Trim().Split('\n').Length);

        // The number that the province gave leads to the same address.
        using var moved = await server.GetAsync($"/cooperatives/{cooperative.Reference}?lang=fr");
        Assert.Equal(
            (HttpStatusCode.MovedPermanently, $"/cooperatives/{cooperative.Id}?lang=fr"),
            (moved.StatusCode, moved.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task The_list_of_cooperatives_is_paged_and_filtered()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);
        await using var context = graph.Context();
        var seen = new List<string>();
        var path = "/cooperatives?lang=en";
        HtmlPage page;
        do
        {
            page = await HtmlPage.GetAsync(server, path);
            seen.AddRange(page.Links.Where(link => link.StartsWith("/cooperatives/", StringComparison.Ordinal)));
            path = page.Next;
        }
        while (path is not null);

        Assert.Equal(await context.Cooperatives.CountAsync(Cancelled), seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());

        var back = await HtmlPage.GetAsync(server, page.Links.Single(link => link.Contains("before=", StringComparison.Ordinal)));
        Assert.Equal(50, back.Rows("list").Count);

        var filtered = await HtmlPage.GetAsync(server, "/cooperatives?lang=en&province=MA-KHE&sector=Artisanat&year=2022");
        var expected = await context.Cooperatives.CountAsync(
            row => row.Province.Code == "MA-KHE" && row.ValueChain!.Sector == "Artisanat" && row.Grants.Any(
                grant => grant.AwardedOn >= new DateOnly(2022, 1, 1) && grant.AwardedOn <= new DateOnly(2022, 12, 31)),
            Cancelled);
        Assert.Contains($"that match: {expected}.", filtered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Regions_programmes_and_lists_add_up()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);
        var data = await graph.DataAsync("""
            {
              region: balances(where: { province: { region: { code: { eq: "MA-04" } } } }) { aggregate { sum { disbursed } } }
              programme: balances(where: { programme: { code: { eq: "P3-ESS" } } }) { aggregate { sum { disbursed } } }
              all: balances { aggregate { sum { disbursed } } }
            }
            """);
        string Paid(string name) => French.Amount((decimal)data[name]!["aggregate"]!["sum"]!["disbursed"]!);

        var region = await HtmlPage.GetAsync(server, "/regions/MA-04?lang=fr");
        var programme = await HtmlPage.GetAsync(server, "/programmes/P3-ESS?lang=fr");
        var provinces = await HtmlPage.GetAsync(server, "/provinces?lang=fr");
        var programmes = await HtmlPage.GetAsync(server, "/programmes?lang=fr");
        var about = await HtmlPage.GetAsync(server, "/a-propos?lang=fr");

        Assert.Contains(Paid("region"), Assert.Single(region.Rows("provinces", "tfoot")));
        Assert.Contains(Paid("region"), Assert.Single(region.Rows("years", "tfoot")));
        Assert.Contains(Paid("programme"), Assert.Single(programme.Rows("provinces", "tfoot")));
        Assert.Contains(Paid("all"), Assert.Single(provinces.Rows("provinces", "tfoot")));
        Assert.Equal(75, provinces.Rows("provinces").Count);
        Assert.Contains("/programmes/P3-ESS?lang=fr", programmes.Links);
        Assert.Contains("Donnée synthétique", about.Text, StringComparison.Ordinal);
        Assert.Contains("31 octobre 2026", about.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_an_address_is_said()
    {
        await using var server = await AccessServer.StartAsync(graph.Database);
        (string Path, HttpStatusCode Status, string Words)[] wrong =
        [
            ("/provinces/MA-XXX?lang=fr", HttpStatusCode.NotFound, "Il n’y a pas de province de code « MA-XXX »."),
            ("/regions/MA-99?lang=ar", HttpStatusCode.NotFound, "لا توجد جهة رمزها «MA-99»"),
            ("/programmes/P9?lang=en", HttpStatusCode.NotFound, "There is no programme with the code “P9”."),
            ("/cooperatives/11111111-1111-1111-1111-111111111111?lang=fr", HttpStatusCode.NotFound, "Il n’y a pas de coopérative"),
            ("/cooperatives/%3Cb%3E?lang=fr", HttpStatusCode.NotFound, "Il n’y a pas de coopérative « <b> »."),
            ("/provinces/MA-KHE?lang=fr&year=1999", HttpStatusCode.OK, "Le paramètre « year » de l’adresse n’est pas compris : « 1999 »."),
            (
                "/provinces?lang=de",
                HttpStatusCode.OK,
                "Le paramètre « lang » de l’adresse n’est pas compris : « de ». Il attend fr, ar ou en."),
            (
                "/cooperatives?province=nowhere",
                HttpStatusCode.OK,
                "Le paramètre « province » de l’adresse n’est pas compris : « nowhere »."),
            (
                "/cooperatives?region=MA-99&lang=fr",
                HttpStatusCode.OK,
                "Il attend le code d’une région, comme MA-04. La page est montrée sans lui."),
            ("/cooperatives?after=nowhere", HttpStatusCode.BadRequest, "L’adresse continue une liste à un endroit qui n’existe pas."),
            ("/provinces/MA-KHE?after=nowhere", HttpStatusCode.BadRequest, "L’adresse continue une liste à un endroit qui n’existe pas."),
            ("/nowhere?lang=fr", HttpStatusCode.NotFound, "Il n’y a pas de page à cette adresse."),
            (
                "/provinces?lang=fr&yaer=2023&utm_source=x",
                HttpStatusCode.OK,
                "Cette page n’a pas de paramètre « yaer » ; il est sans effet."),
            ("/?lang=fr&to=9999-12", HttpStatusCode.OK, "Le paramètre « to » de l’adresse n’est pas compris : « 9999-12 »."),
            (
                "/?lang=fr&from=2024-02&to=2024-01",
                HttpStatusCode.OK,
                "L’adresse demande une période qui finit (2024-01) avant de commencer (2024-02)"),
            ("/recherche?lang=fr&q=%00", HttpStatusCode.OK, "Aucun nom ne correspond."),
            ($"/recherche?lang=fr&q={new string('a', 300)}", HttpStatusCode.OK, "Seuls les 200 premiers caractères sont cherchés."),
        ];
        foreach (var (path, status, words) in wrong)
        {
            var page = await HtmlPage.GetAsync(server, path, ("Accept", "text/html"));

            Assert.Equal(
                (path, status, "text/html; charset=utf-8"),
                (path, page.Response.StatusCode, page.Response.Content.Headers.ContentType?.ToString()));
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("utm_source", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Names_are_never_markup()
    {
        const string Name = "<script>alert('x')</script> \"& </title>";
        var id = Guid.CreateVersion7();
        await using (var context = graph.Context())
        {
            context.Add(
                new Cooperative(
                    id,
                    Name,
                    await context.Provinces.SingleAsync(province => province.Code == "MA-TIZ", Cancelled),
                    2020,
                    DataSource.Official,
                    Name)
                {
                    Note = Name,
                    Activity = Name,
                });
            await context.SaveChangesAsync(Cancelled);
        }

        await using var server = await AccessServer.StartAsync(graph.Database);
        foreach (var path in new[] { $"/cooperatives/{id}", "/cooperatives?province=MA-TIZ" })
        {
            var page = await HtmlPage.GetAsync(server, path);

            Assert.Equal(HttpStatusCode.OK, page.Response.StatusCode);
            Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
            Assert.Contains(Name, WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        }

        Assert.Equal(Name, (await HtmlPage.GetAsync(server, $"/cooperatives/{id}")).Meta("og:title"));
        await using var end = graph.Context();
        await end.Cooperatives.Where(row => row.Id == id).ExecuteDeleteAsync(Cancelled);
    }

    [Fact]
    public async Task Its_language_is_the_browsers_unless_the_address_names_one()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, ("Proxies:PathPrefix", "/indh"));

        var arabic = await HtmlPage.GetAsync(server, "/indh/provinces/MA-KHE", ("Accept-Language", "de, ar-MA;q=0.8, en;q=0.5"));
        var english = await HtmlPage.GetAsync(server, "/indh/provinces/MA-KHE?lang=en", ("Accept-Language", "ar"));
        using var same = await server.GetAsync(
            "/indh/provinces/MA-KHE?lang=en", null, ("If-None-Match", english.Response.Headers.ETag!.ToString()));
        using var head = await server.SendAsync(HttpMethod.Head, "/indh/provinces/MA-KHE?lang=en");

        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", arabic.Html, StringComparison.Ordinal);
        Assert.StartsWith("الخميسات", arabic.Title, StringComparison.Ordinal);
        Assert.Contains("<h1>الخميسات</h1>", arabic.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", english.Html, StringComparison.Ordinal);
        Assert.Contains("Accept-Language", english.Response.Headers.Vary);

        // The shared address of a page in the browser's language names no language, so that others see their own.
        Assert.Contains($"rel=\"canonical\" href=\"{server.Address}indh/provinces/MA-KHE\"", arabic.Html, StringComparison.Ordinal);
        Assert.Contains(
            $"rel=\"canonical\" href=\"{server.Address}indh/provinces/MA-KHE?lang=en\"", english.Html, StringComparison.Ordinal);
        Assert.Contains("MAD", english.Meta("og:description"), StringComparison.Ordinal);
        Assert.Equal($"{server.Address}indh/provinces/MA-KHE?lang=en", english.Meta("og:url"));
        Assert.All(english.Links.Where(link => link.StartsWith('/')), link => Assert.StartsWith("/indh/", link, StringComparison.Ordinal));
        Assert.Contains("/indh/regions/MA-04?lang=en", english.Links);
        Assert.Contains("/indh/regions/MA-04", arabic.Links);
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, head.StatusCode));
        Assert.Empty(await HttpAssertions.TextAsync(head));
        Assert.Contains(
            "default-src 'none'", english.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", english.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_stay_where_the_graph_shows_global_ids()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, ("Relay:Enabled", "true"));
        await using var context = graph.Context();
        var id = await context.Cooperatives.Where(row => row.Province.Code == "MA-KHE").Select(row => row.Id).FirstAsync(Cancelled);

        var list = await HtmlPage.GetAsync(server, "/cooperatives?province=MA-KHE");
        var page = await HtmlPage.GetAsync(server, $"/cooperatives/{id}");

        Assert.Contains($"/cooperatives/{id}", list.Links);
        Assert.Equal(HttpStatusCode.OK, page.Response.StatusCode);
    }

    [Theory]
    [InlineData(
        "province-page",
        12,
        """{"province":"MA-KHE","since":"2025-01-01","until":"2026-12-01","from":"2023-01-01","to":"2023-12-31","before":"2025-12-01"}""")]
    [InlineData("region-page", 8, """{"region":"MA-04","since":"2025-01-01","until":"2026-12-01","from":"2023-01-01","to":"2023-12-31"}""")]
    [InlineData("programme-page", 6, """{"programme":"P3-ESS","axes":"P3-ESS-","from":"2023-01-01","to":"2023-12-31"}""")]
    [InlineData("cooperative-page", 9, """{"which":{"name":{"contains":"Al Oussra"}}}""")]
    [InlineData("cooperative-list", 6, """{"province":"MA-KHE","first":50}""")]
    [InlineData("province-list", 3, "{}")]
    [InlineData("programme-list", 3, "{}")]
    [InlineData("about-page", 11, "{}")]
    public async Task A_page_is_a_few_statements_however_many_rows_it_has(string name, int most, string variables)
    {
        Assert.True(SavedQueries.Read(null).TryFind(name, out var query));
        var (executor, database) = graph.Counting();

        var answer = await GraphFixture.AnswerAsync(executor, query.Document, JsonNode.Parse(variables));

        Assert.Null(answer["errors"]);
        Assert.InRange(database.Statements.Count, 1, most);
    }
}

public sealed class PagesOnSqlite(SqliteGraph graph) : PageTests(graph), IClassFixture<SqliteGraph>;

public sealed class PagesOnPostgres(PostgresGraph graph) : PageTests(graph), IClassFixture<PostgresGraph>;
