using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Tests.Http;
using static IndhCoops.GraphQL.Tests.Access.RecordingScene;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>Who may record movements, and by which requests.</summary>
public abstract class RecordingAccessTests(RecordingScene scene)
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("", HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED")]
    [InlineData("Movements.Read", HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED")]
    public async Task Nobody_else_records_whoever_may_read(string? role, HttpStatusCode status, string code)
    {
        var grant = await scene.NewGrantAsync();
        await using var closed = await scene.StartAsync(
            ("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("Access:ReadingNeedsToken", "true"));
        await closed.UntilKeysAreThereAsync();
        var token = role is null ? null : scene.Authority.Issue(roles: role.Length == 0 ? [] : [role]);

        foreach (var server in new[] { scene.Server, closed })
        {
            using var refused = await PostAsync(server, token, RecordMovement, Input(grant, "COMMITMENT", 1));
            using var streamed = await PostAsync(
                server, token, RecordMovement, Input(grant, "COMMITMENT", 1), ("Accept", "text/event-stream"));

            await HttpAssertions.RefusedAsync(refused, status, code);
            Assert.Equal(
                (status, status == HttpStatusCode.Unauthorized), (streamed.StatusCode, refused.Headers.WwwAuthenticate.Count == 1));
        }

        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task Where_no_token_is_trusted_nobody_records()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync();

        using var anonymous = await PostAsync(server, null, RecordMovement, Input(grant, "COMMITMENT", 1));
        using var clerk = await PostAsync(server, scene.Clerk, RecordMovement, Input(grant, "COMMITMENT", 1));

        await HttpAssertions.RefusedAsync(anonymous, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED");
        await HttpAssertions.RefusedAsync(clerk, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED");
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task While_the_authority_does_not_answer_a_token_is_put_off_and_who_has_none_is_refused()
    {
        var grant = await scene.NewGrantAsync();
        var gone = await Authority.StartAsync();
        var (issuer, token) = (gone.Issuer, gone.Issue(roles: ["Movements.Record"]));
        await gone.DisposeAsync();
        await using var server = await scene.StartAsync(("Access:Authority", issuer), ("Access:Audience", Authority.Audience));

        using var clerk = await PostAsync(server, token, RecordMovement, Input(grant, "COMMITMENT", 1));
        using var streamed = await PostAsync(server, token, RecordMovement, Input(grant, "COMMITMENT", 1), ("Accept", "text/event-stream"));
        using var anonymous = await PostAsync(server, null, RecordMovement, Input(grant, "COMMITMENT", 1));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (clerk.StatusCode, streamed.StatusCode));
        Assert.All([clerk, streamed], putOff => Assert.NotNull(putOff.Headers.RetryAfter));
        Assert.Equal(
            """{"errors":[{"message":"The token cannot be checked at the moment: whoever issued it does not answer. Ask again later."}]}""",
            await HttpAssertions.TextAsync(clerk));
        await HttpAssertions.RefusedAsync(anonymous, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED");
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task The_role_is_the_one_that_is_set()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync(
            ("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("Access:RecordRole", "clerk"));
        await server.UntilKeysAreThereAsync();

        using var usual = await PostAsync(server, scene.Clerk, RecordMovement, Input(grant, "COMMITMENT", 1));
        using var set = await PostAsync(server, scene.Authority.Issue(roles: ["clerk"]), RecordMovement, Input(grant, "COMMITMENT", 2));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (usual.StatusCode, set.StatusCode));
        Assert.Equal([(MovementKind.Commitment, 2m, Day)], (await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task Neither_GET_nor_a_table_records()
    {
        var grant = await scene.NewGrantAsync();
        var variables = Uri.EscapeDataString(Input(grant, "COMMITMENT", 1).ToJsonString());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecordMovement)));
        using var registered = await scene.Server.SendAsync(HttpMethod.Post, "/graphql", scene.Clerk, new JsonObject
        {
            ["query"] = RecordMovement,
            ["variables"] = Input(Guid.NewGuid(), "COMMITMENT", 1),
            ["extensions"] = new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = hash } },
        }.ToJsonString());
        Assert.Contains("\"persisted\":true", await HttpAssertions.TextAsync(registered), StringComparison.Ordinal);

        using var get = await scene.Server.GetAsync(
            $"/graphql?query={Uri.EscapeDataString(RecordMovement)}&variables={variables}", scene.Clerk);
        using var byHash = await scene.Server.GetAsync(
            $"/graphql?extensions={Uri.EscapeDataString($$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""")}"
                + $"&variables={variables}",
            scene.Clerk);
        using var table = await PostAsync(scene.Server, scene.Clerk, RecordMovement, Input(grant, "COMMITMENT", 1), ("Accept", "text/csv"));
        using var file = await scene.Server.GetAsync(
            $"/graphql/table.csv?query={Uri.EscapeDataString(RecordMovement)}&variables={variables}", scene.Clerk);

        foreach (var refused in new[] { get, byHash, table, file })
        {
            Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
            Assert.Equal(
                "The specified operation kind is not allowed.",
                (string?)JsonNode.Parse(await HttpAssertions.TextAsync(refused))!["errors"]![0]!["message"]);
        }

        Assert.Equal(["POST"], get.Content.Headers.Allow);
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task To_ask_what_it_costs_records_nothing()
    {
        var grant = await scene.NewGrantAsync();
        const string document = "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { id } } }";

        using var validated = await PostAsync(
            scene.Server, scene.Clerk, document, Input(grant, "COMMITMENT", 1), ("GraphQL-Cost", "validate"));

        Assert.Equal("""{"extensions":{"operationCost":{"fieldCost":12,"typeCost":3}}}""", await HttpAssertions.TextAsync(validated));
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }
}

[Collection(nameof(SqliteRecordings))]
public sealed class RecordingAccessOnSqlite(SqliteRecordings scene) : RecordingAccessTests(scene);

[Collection(nameof(PostgresRecordings))]
public sealed class RecordingAccessOnPostgres(PostgresRecordings scene) : RecordingAccessTests(scene);
