using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>A server over a database that a test breaks, and what its clients are answered.</summary>
internal sealed class OutageScene : IAsyncDisposable
{
    private const string Mutation =
        "mutation($grant: UUID!, $reference: String) { recordMovement(input: { grantId: $grant, kind: COMMITMENT, amount: 1, "
            + "effectiveOn: \"2024-06-15\", reference: $reference }) { alreadyRecorded movement { amount } "
            + "errors { ... on Error { message } } } }";

    private readonly Authority _authority;

    private OutageScene(Authority authority, AccessServer server, Guid grant) => (_authority, Server, Grant) = (authority, server, grant);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public AccessServer Server { get; }

    /// <summary>A grant that movements can be recorded on.</summary>
    public Guid Grant { get; }

    /// <summary>Starts a server on a database with the shipped facts and one grant more.</summary>
    /// <param name="authority">Whose tokens it trusts.</param>
    /// <param name="database">The database as the server reaches it.</param>
    /// <param name="contexts">The same as the test reaches it.</param>
    /// <param name="change">What is registered in the place of something else.</param>
    /// <param name="settings">Settings of the server.</param>
    public static async Task<OutageScene> StartAsync(
        Authority authority,
        DatabaseOptions database,
        IDbContextFactory<IndhCoopsContext> contexts,
        Action<IServiceCollection>? change = null,
        params (string Key, string Value)[] settings)
    {
        await using var context = await contexts.CreateDbContextAsync(Cancelled);
        var grant = await RecordingScene.NewGrantAsync(context);
        var server = await AccessServer.StartAsync(
            database, change ?? (_ => { }), [("Access:Authority", authority.Issuer), ("Access:Audience", Authority.Audience), .. settings]);
        await server.UntilKeysAreThereAsync();
        return new OutageScene(authority, server, grant);
    }

    /// <summary>Records a movement as somebody who may.</summary>
    public Task<HttpResponseMessage> RecordAsync(string? reference = null) => Server.SendAsync(
        HttpMethod.Post,
        "/graphql",
        _authority.Issue(roles: ["Movements.Record"]),
        new JsonObject { ["query"] = Mutation, ["variables"] = new JsonObject { ["grant"] = Grant.ToString(), ["reference"] = reference } }
            .ToJsonString());

    /// <summary>Records a movement, and requires that it is refused with a message and a time to ask again.</summary>
    public async Task AssertPutOffAsync(string message)
    {
        using var response = await RecordAsync();
        await AssertPutOffAsync(response, message);
    }

    /// <summary>Requires that an answer in GraphQL's shape puts its client off.</summary>
    public static async Task AssertPutOffAsync(HttpResponseMessage response, string message)
    {
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{response.StatusCode}: {body}");
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(message, JsonNode.Parse(body)!["errors"]![0]!["message"]!.GetValue<string>());
        Assert.DoesNotContain("\"data\"", body, StringComparison.Ordinal);
    }

    /// <summary>Requires that movements are recorded.</summary>
    public async Task AssertRecordsAsync()
    {
        using var response = await RecordAsync();
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {body}");
        Assert.Contains("\"movement\":{\"amount\":1", body, StringComparison.Ordinal);
    }

    /// <summary>Requires that queries are answered.</summary>
    public async Task AssertReadsAsync()
    {
        using var response = await Server.GetAsync("/graphql?query=%7Bregions%7BtotalCount%7D%7D");
        Assert.Equal("""{"data":{"regions":{"totalCount":12}}}""", await response.Content.ReadAsStringAsync(Cancelled));
    }

    /// <summary>Waits until queries are answered.</summary>
    public async Task WaitUntilReadsAsync()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var response = await Server.GetAsync("/graphql?query=%7Bregions%7BtotalCount%7D%7D");
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }

        Assert.Fail("Queries are not answered.");
    }

    /// <summary>Requires what health says.</summary>
    public async Task AssertHealthAsync(HttpStatusCode status, string text)
    {
        using var response = await Server.GetAsync("/health/ready");
        Assert.Equal((status, text), (response.StatusCode, HealthText.Of(await response.Content.ReadAsStringAsync(Cancelled))));
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
