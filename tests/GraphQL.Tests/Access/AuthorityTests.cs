using System.Net;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.AspNetCore.Http;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>What happens to requests while the authority whose tokens are trusted does not give its keys.</summary>
public sealed class AuthorityTests(AccessScene scene)
{
    private const string Reading = "/graphql?query=%7Bregions(first:1)%7Bnodes%7Bname%7D%7D%7D";
    private const string Recording =
        """{"query":"mutation { recordMovement(input: { grantId: \"00000000-0000-0000-0000-000000000000\", kind: DISBURSEMENT, amount: """
            + """1, effectiveOn: \"2024-06-15\" }) { errors { __typename } } }"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults => ["silent", "slow", "500", "garbage", "no keys", "huge", "redirect"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task While_there_are_no_keys_tokens_are_put_off_and_what_needs_none_goes_on(string fault)
    {
        await using var authority = await Authority.StartAsync(Play(fault));
        await using var closed = await StartAsync(authority, isClosed: true);
        await using var open = await StartAsync(authority, isClosed: false);
        var token = authority.Issue(roles: ["Movements.Record"]);

        using var refused = await closed.GetAsync(Reading, token);
        using var anonymous = await closed.GetAsync(Reading);
        using var page = await closed.GetAsync("/", token);
        using var health = await closed.GetAsync("/health/live", token);
        using var read = await open.GetAsync(Reading, token);
        using var recorded = await open.SendAsync(HttpMethod.Post, "/graphql", token, Recording);

        Assert.Equal(
            (
                HttpStatusCode.ServiceUnavailable, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK,
                HttpStatusCode.ServiceUnavailable),
            (refused.StatusCode, anonymous.StatusCode, page.StatusCode, health.StatusCode, read.StatusCode, recorded.StatusCode));
        Assert.All([refused, recorded], response => Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60));
        Assert.DoesNotContain("127.0.0.1", await HttpAssertions.TextAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_authority_is_waited_for_once_whoever_comes()
    {
        await using var authority = await Authority.StartAsync(Play("silent"));
        await using var open = await StartAsync(authority, isClosed: false);
        await using var closed = await StartAsync(authority, isClosed: true);
        var token = authority.Issue();

        // More than there are places.
        var read = await Task.WhenAll(Enumerable.Range(0, 192).Select(_ => open.GetAsync(Reading, token)));
        var refused = await Task.WhenAll(Enumerable.Range(0, 192).Select(_ => closed.GetAsync(Reading, token)));

        // One after the other: a hundred attempts of two seconds would not end in time.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromSeconds(100));
        for (var i = 0; i < 100; i++)
        {
            refused = [.. refused, await closed.GetAsync(Reading, token)];
            patience.Token.ThrowIfCancellationRequested();
        }

        Assert.All(read, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
    }

    [Fact]
    public async Task Whoever_waits_for_the_authority_holds_no_place()
    {
        await using var authority = await Authority.StartAsync(Play("silent"));
        await using var closed = await StartAsync(
            authority, isClosed: true, ("RequestLimits:MaxConcurrent", "1"), ("RequestLimits:MaxWaiting", "0"));
        var token = authority.Issue();

        var refused = await Task.WhenAll(
        [
            .. Enumerable.Range(0, 8).Select(_ => closed.GetAsync(Reading, token)),
            .. Enumerable.Range(0, 8).Select(_ => closed.GetAsync("/reports/monthly/2024-06/1/x/report.html", token)),
        ]);

        // None is told that the server has no place for it.
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.All(
            await Task.WhenAll(refused.Select(HttpAssertions.TextAsync)),
            text => Assert.Contains("token cannot be checked", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("500")]
    public async Task An_authority_that_comes_back_is_found_without_a_request(string fault)
    {
        await using var authority = await Authority.StartAsync(Play(fault));
        await using var closed = await StartAsync(authority, isClosed: true);
        var token = authority.Issue();
        using (var refused = await closed.GetAsync(Reading, token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        var asked = authority.Asked;
        authority.Instead = null;
        while (authority.Asked < asked + 2)
        {
            await Task.Delay(50, Cancelled);
        }

        await UntilAsync(HttpStatusCode.OK, closed, token);
    }

    [Fact]
    public async Task Keys_may_change_and_those_that_are_there_outlive_an_outage()
    {
        await using var authority = await Authority.StartAsync();
        await using var closed = await StartAsync(authority, isClosed: true);
        await closed.UntilKeysAreThereAsync();
        var old = authority.Issue();
        using var before = await closed.GetAsync(Reading, old);

        // Many come with the new key at once, and nobody is refused for it.
        authority.Rotate();
        var token = authority.Issue();
        var after = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => closed.GetAsync(Reading, token)));
        using var outdated = await closed.GetAsync(Reading, old);

        authority.Instead = Play("500");
        using var still = await closed.GetAsync(Reading, token);

        Assert.All([before, .. after, still], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, outdated.StatusCode);
    }

    [Fact]
    public async Task Whoever_makes_up_keys_does_not_have_them_fetched_each_time()
    {
        await using var authority = await Authority.StartAsync();
        await using var closed = await StartAsync(authority, isClosed: true);
        await closed.UntilKeysAreThereAsync();
        using var first = await closed.GetAsync(Reading, authority.Issue());
        await using var other = await Authority.StartAsync();
        var asked = authority.Asked;

        for (var i = 0; i < 100; i++)
        {
            using var refused = await closed.GetAsync(
                Reading, other.Issue(token => (token.Issuer, token.SigningCredentials.Key.KeyId) = (authority.Issuer, $"made up {i}")));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        // Fetched for each of them, it would be two documents a hundred times.
        Assert.InRange(authority.Asked - asked, 0, 99);
    }

    private static async Task UntilAsync(HttpStatusCode expected, AccessServer server, string token)
    {
        while (true)
        {
            using var answer = await server.GetAsync(Reading, token);
            if (answer.StatusCode == expected)
            {
                return;
            }

            await Task.Delay(50, Cancelled);
        }
    }

    private Task<AccessServer> StartAsync(Authority authority, bool isClosed, params (string Key, string Value)[] settings) =>
        scene.StartAsync(
            [
                ("Access:Authority", authority.Issuer),
                ("Access:Audience", Authority.Audience),
                ("Access:ReadingNeedsToken", $"{isClosed}"),
                .. settings,
            ]);

    private static RequestDelegate Play(string fault) => async context =>
    {
        var (response, cancelled) = (context.Response, context.RequestAborted);
        switch (fault)
        {
            case "silent":
                await Task.Delay(Timeout.Infinite, cancelled);
                break;
            case "slow":
                while (true)
                {
                    await response.WriteAsync(" ", cancelled);
                    await response.Body.FlushAsync(cancelled);
                    await Task.Delay(100, cancelled);
                }

            case "500":
                response.StatusCode = 500;
                break;
            case "garbage":
                await response.WriteAsync("<html>It works!</html>", cancelled);
                break;
            case "no keys":
                await response.WriteAsync(
                    $$"""{"issuer":"http://{{context.Request.Host}}","jwks_uri":"http://{{context.Request.Host}}/keys","keys":[]}""",
                    cancelled);
                break;
            case "huge":
                await response.WriteAsync(new string(' ', 64 * 1024 * 1024), cancelled);
                break;
            default:
                response.Redirect("https://elsewhere.example/.well-known/openid-configuration");
                break;
        }
    };
}
