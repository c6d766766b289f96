using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.AspNetCore.Authorization;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>Who may read.</summary>
public sealed class ReadingTests(AccessScene scene)
{
    private const string Query = """{"query":"{ regions(first: 1) { nodes { name } } }"}""";
    private const string GetQuery = "/graphql?query=%7Bregions(first:1)%7Bnodes%7Bname%7D%7D%7D";
    private const string Navigating = "text/html,application/xhtml+xml,*/*;q=0.8";

    /// <summary>Every way of reading: method, path, body, Accept, and what it is answered with where reading is allowed.</summary>
    public static TheoryData<string, string, string?, string?, HttpStatusCode> Ways => new()
    {
        { "POST", "/graphql", Query, null, HttpStatusCode.OK },
        { "POST", "/graphql", Query, "application/json", HttpStatusCode.OK },
        { "POST", "/graphql", Query, "text/event-stream", HttpStatusCode.OK },
        { "POST", "/graphql", Query, "multipart/mixed", HttpStatusCode.OK },
        { "POST", "/graphql", Query, "text/csv", HttpStatusCode.OK },
        { "POST", "/graphql", """{"id":"by-region"}""", null, HttpStatusCode.OK },
        { "POST", "/graphql", """{"query":"{ __typename }"}""", null, HttpStatusCode.OK },
        { "GET", GetQuery, null, null, HttpStatusCode.OK },
        { "GET", GetQuery, null, Navigating, HttpStatusCode.OK },
        { "GET", GetQuery, null, "text/event-stream", HttpStatusCode.OK },
        { "GET", "/graphql?id=by-region", null, null, HttpStatusCode.OK },
        { "GET", "/graphql/?sdl", null, null, HttpStatusCode.OK },
        { "GET", "/graphql?sdl", null, Navigating, HttpStatusCode.OK },
        { "HEAD", "/graphql?sdl", null, null, HttpStatusCode.OK },
        { "GET", "/graphql/schema", null, null, HttpStatusCode.OK },
        { "GET", "/graphql/schema.graphql?types=Region", null, null, HttpStatusCode.OK },
        { "GET", "/graphql/persisted", null, null, HttpStatusCode.OK },
        { "GET", "/graphql/persisted/by-region", null, null, HttpStatusCode.OK },
        { "POST", "/graphql/persisted/by-region", "{}", null, HttpStatusCode.OK },
        { "GET", "/graphql/persisted/by-region.csv", null, null, HttpStatusCode.OK },
        { "GET", "/GraphQL/Table.csv?query=%7Bregions%7Bnodes%7Bname%7D%7D%7D", null, null, HttpStatusCode.OK },
        { "HEAD", "/graphql/table.csv?query=%7Bregions%7Bnodes%7Bname%7D%7D%7D", null, null, HttpStatusCode.OK },
        { "HEAD", "/graphql/persisted/by-region.csv", null, null, HttpStatusCode.OK },
        { "GET", "/graphql/table.json?query=%7Bregions%7Bnodes%7Bname%7D%7D%7D", null, null, HttpStatusCode.OK },
        { "POST", "/graphql/table.parquet", Query, null, HttpStatusCode.OK },
        { "GET", "/graphql/table.xlsx?query=%7Bregions%7Bnodes%7Bname%7D%7D%7D", null, null, HttpStatusCode.OK },
        { "GET", "/reports/monthly/2024-06/1/x/report.html", null, null, HttpStatusCode.NotFound },
        { "HEAD", "/reports/monthly/2024-06/1/x/balances.csv", null, null, HttpStatusCode.NotFound },
        { "GET", "/nothing/that/there/is", null, null, HttpStatusCode.NotFound },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Reading_needs_a_token_where_it_is_set_whatever_the_way(
        string method, string path, string? body, string? accept, HttpStatusCode allowed)
    {
        var server = scene.Closed;
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];

        using var refused = await server.SendAsync(new HttpMethod(method), path, null, body, headers);
        using var answered = await server.SendAsync(new HttpMethod(method), path, scene.Authority.Issue(), body, headers);

        Assert.Equal((HttpStatusCode.Unauthorized, allowed), (refused.StatusCode, answered.StatusCode));
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
        Assert.DoesNotContain("nodes", await HttpAssertions.TextAsync(refused), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Reading_is_open_where_nothing_else_is_set(
        string method, string path, string? body, string? accept, HttpStatusCode allowed)
    {
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];

        using var answered = await scene.Open.SendAsync(new HttpMethod(method), path, null, body, headers);
        using var asked = await scene.Trusting.SendAsync(new HttpMethod(method), path, "nonsense", body, headers);

        Assert.Equal((allowed, allowed), (answered.StatusCode, asked.StatusCode));
    }

    [Theory]
    [InlineData(null, HttpAssertions.GraphQLResponse)]
    [InlineData("application/json", HttpAssertions.Json)]
    public async Task The_graph_refuses_in_its_own_words(string? accept, string contentType)
    {
        var server = scene.Closed;

        using var refused = await server.SendAsync(HttpMethod.Post, "/graphql", null, Query, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((HttpStatusCode.Unauthorized, contentType), (refused.StatusCode, refused.Content.Headers.ContentType?.ToString()));
        Assert.Equal(
            """{"errors":[{"message":"The current user is not authorized to access this resource.","extensions":"""
                + """{"code":"AUTH_NOT_AUTHENTICATED"}}]}""",
            await HttpAssertions.TextAsync(refused));
    }

    [Fact]
    public async Task A_report_is_refused_as_HTTP_refuses()
    {
        var server = scene.Closed;

        using var refused = await server.GetAsync("/reports/monthly/2024-06/1/x/report.html");

        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(401, (int?)JsonNode.Parse(await HttpAssertions.TextAsync(refused))!["status"]);
    }

    [Fact]
    public async Task A_role_that_is_set_is_needed()
    {
        await using var server = await scene.StartClosedAsync(("Access:ReadRole", "Grants.Read"));

        using var lacking = await server.SendAsync(
            HttpMethod.Post, "/graphql", scene.Authority.Issue(roles: ["Grants.Write", "grants.read.not"]), Query);
        using var report = await server.GetAsync("/reports/monthly/2024-06/1/x/report.html", scene.Authority.Issue());
        using var having = await server.SendAsync(
            HttpMethod.Post, "/graphql", scene.Authority.Issue(roles: ["Grants.Write", "Grants.Read"]), Query);

        await HttpAssertions.RefusedAsync(lacking, HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (report.StatusCode, having.StatusCode));
    }

    [Fact]
    public async Task Roles_stand_in_the_claim_that_is_set()
    {
        await using var server = await scene.StartClosedAsync(("Access:ReadRole", "reader"), ("Access:RoleClaim", "groups"));

        using var elsewhere = await server.GetAsync(GetQuery, scene.Authority.Issue(roles: ["reader"]));
        using var there = await server.GetAsync(GetQuery, scene.Authority.Issue(roleClaim: "groups", roles: ["reader"]));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (elsewhere.StatusCode, there.StatusCode));
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/dashboard/main.js", null)]
    [InlineData("/saisie", null)]
    [InlineData("/saisie/main.js", null)]
    [InlineData("/saisie/settings.json", null)]
    [InlineData("/graphql/", Navigating)]
    [InlineData("/graphql/bcp-config.json", null)]
    [InlineData("/graphql/LICENSE", null)]
    [InlineData("/health", null)]
    [InlineData("/health/live", null)]
    [InlineData("/health/ready", null)]
    public async Task Pages_without_data_and_health_stay_open(string path, string? accept)
    {
        var server = scene.Closed;

        using var response = await server.GetAsync(path, null, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_page_of_the_explorer_tells_nobody_what_is_saved()
    {
        (string, string) deepLink = ("Referer", new Uri(scene.Closed.Address, "/graphql/?saved=by-region").ToString());

        using var closed = await scene.Closed.GetAsync("/graphql/bcp-config.json", null, deepLink);
        using var open = await scene.Trusting.GetAsync("/graphql/bcp-config.json", null, deepLink);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (closed.StatusCode, open.StatusCode));
        Assert.Contains("FirstLook", await HttpAssertions.TextAsync(closed), StringComparison.Ordinal);
        Assert.DoesNotContain("ByRegion", await HttpAssertions.TextAsync(closed), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ByRegion", await HttpAssertions.TextAsync(open), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_for_entering_data_asks_this_server_and_the_authority_and_nobody_else()
    {
        await using var server = await scene.StartClosedAsync(
            ("SignIn:ClientId", "saisie"), ("SignIn:Scope", "openid api://indhcoops/Data.Write"));

        using var page = await server.GetAsync("/saisie");
        using var slash = await server.GetAsync("/saisie/?lang=ar");
        using var settings = await server.GetAsync("/saisie/settings.json");

        var authority = scene.Authority.Issuer.TrimEnd('/');
        Assert.Equal(
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' {authority}; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal((HttpStatusCode.MovedPermanently, "/saisie?lang=ar"), (slash.StatusCode, slash.Headers.Location?.OriginalString));
        var said = JsonNode.Parse(await HttpAssertions.TextAsync(settings))!;
        Assert.Equal(
            ("saisie", "openid api://indhcoops/Data.Write", "Data.Import"),
            ((string?)said["clientId"], (string?)said["scope"], (string?)said["importRole"]));
        Assert.True(settings.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Nothing_else_is_open()
    {
        var server = scene.Closed;

        var open = server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(
            endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(
            [
                "/", "/dashboard/{**file}", "/embed/{chart}", "/graphql/{**file}", "/health", "/health/live", "/health/ready",
                "/pages/{**file}", "/robots.txt", "/saisie", "/saisie/settings.json", "/saisie/{**file}",
            ],
            open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_is_kept_is_given_to_nobody_who_may_not_read()
    {
        var server = scene.Closed;
        using var answered = await server.GetAsync(GetQuery, scene.Authority.Issue());
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        var tag = answered.Headers.ETag!.Tag;

        using var refused = await server.GetAsync(GetQuery);
        using var conditional = await server.GetAsync(GetQuery, null, ("If-None-Match", tag));
        using var unchanged = await server.GetAsync(GetQuery, scene.Authority.Issue(), ("If-None-Match", tag));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.NotModified),
            (refused.StatusCode, conditional.StatusCode, unchanged.StatusCode));
    }

    [Theory]
    [InlineData(GetQuery)]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql/persisted/by-region")]
    public async Task Caches_that_clients_share_keep_nothing_that_needs_a_token(string path)
    {
        await using var server = await scene.StartClosedAsync(("GraphHttp:CacheControl", "public, max-age=60, s-maxage=600"));

        using var response = await server.GetAsync(path, scene.Authority.Issue());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.False(response.Headers.CacheControl.Public);
        Assert.Null(response.Headers.CacheControl.SharedMaxAge);
        Assert.Contains("Authorization", response.Headers.Vary);
    }

    [Fact]
    public async Task A_page_of_another_origin_that_may_ask_reads_why_it_was_refused()
    {
        await using var server = await scene.StartClosedAsync(("GraphHttp:AllowedOrigins:0", "https://dashboards.example"));

        using var preflight = await server.SendAsync(
            HttpMethod.Options, "/graphql", null, null,
            ("Origin", "https://dashboards.example"), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type"));
        using var refused = await server.SendAsync(HttpMethod.Post, "/graphql", null, Query, ("Origin", "https://dashboards.example"));

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains(
            "authorization", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("https://dashboards.example", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
