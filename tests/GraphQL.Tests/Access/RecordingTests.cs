using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Tests.Http;
using static IndhCoops.GraphQL.Tests.Access.RecordingScene;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>What becomes of movements that are recorded, on every kind of database.</summary>
public abstract class RecordingTests(RecordingScene scene)
{
    [Fact]
    public async Task A_movement_is_recorded_and_answered_as_it_was_asked_for()
    {
        var grant = await scene.NewGrantAsync();

        var answer = await scene.AnswerAsync(RecordMovement, Input(grant, "COMMITMENT", 1234.50m));

        Assert.Equal(
            $$$$"""{"data":{"recordMovement":{"__typename":"RecordMovementPayload","movement":"""
                + $$$$"""{"kind":"COMMITMENT","amount":1234.5,"effectiveOn":"2024-06-15","grant":{"id":"{{{{grant}}}}","movements":"""
                + $$$$"""{"nodes":[{"amount":1234.5}]}}},"errors":null}}}""",
            answer.ToJsonString());
        var (movements, unstruck) = await scene.LedgerAsync(grant);
        Assert.Equal([(MovementKind.Commitment, 1234.50m, Day)], movements);
        Assert.Equal(1, unstruck);
    }

    [Fact]
    public async Task With_global_ids_a_movement_is_recorded_of_the_grant_that_its_id_names_and_of_nothing_else()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync(
            ("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("Relay:Enabled", "true"));
        await server.UntilKeysAreThereAsync();
        var id = Convert.ToBase64String([.. "Grant:"u8, .. grant.ToByteArray()]);

        using var done = await PostAsync(server, scene.Clerk, RecordMovement, Input(id, "COMMITMENT", 5));
        using var raw = await PostAsync(server, scene.Clerk, RecordMovement, Input(grant, "COMMITMENT", 6));
        using var other = await PostAsync(
            server, scene.Clerk, RecordMovement, Input(Convert.ToBase64String("Region:MA-04"u8), "COMMITMENT", 7));

        Assert.Equal(id, (string?)(await ReadAsync(done))["data"]!["recordMovement"]!["movement"]!["grant"]!["id"]);
        Assert.Equal(
            (HttpStatusCode.BadRequest, "The node ID string has an invalid format."),
            (raw.StatusCode, (string?)(await ReadAsync(raw))["errors"]![0]!["message"]));
        Assert.Equal(
            "The node id type name `Region` does not match the expected type name `Grant`.",
            (string?)(await ReadAsync(other))["errors"]![0]!["message"]);
        Assert.Equal([(MovementKind.Commitment, 5m, Day)], (await scene.LedgerAsync(grant)).Movements);

        static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
            JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task In_a_batch_mutations_follow_each_other_and_what_is_behind_them_sees_them()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync(
            ("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("GraphHttp:Batching", "true"));
        await server.UntilKeysAreThereAsync();
        var read = new JsonObject
        {
            ["query"] = $$"""{ grant(id: "{{grant}}") { movements(order: [{ kind: ASC }]) { nodes { amount } } } }""",
        };
        JsonObject Write(string kind, decimal amount) => new() { ["query"] = RecordMovement, ["variables"] = Input(grant, kind, amount) };
        var batch = new JsonArray(
            read.DeepClone(),
            Write("COMMITMENT", 500),
            read.DeepClone(),
            Write("DISBURSEMENT", 900),
            Write("DISBURSEMENT", 200),
            read.DeepClone())
            .ToJsonString();

        using var clerk = await server.SendAsync(HttpMethod.Post, "/graphql", scene.Clerk, batch, ("Accept", "application/json"));
        using var anybody = await server.SendAsync(HttpMethod.Post, "/graphql", null, batch, ("Accept", "application/json"));

        var results = JsonNode.Parse(await HttpAssertions.TextAsync(clerk))!.AsArray();
        Assert.Equal(
            ["", "500", "200,500"],
            new[] { 0, 2, 5 }.Select(i =>
                string.Join(
                    ',',
                    results[i]!["data"]!["grant"]!["movements"]!["nodes"]!.AsArray().Select(node => (decimal)node!["amount"]!).Order())));
        Assert.NotNull(results[3]!["data"]!["recordMovement"]!["errors"]);
        Assert.Equal(2, (await scene.LedgerAsync(grant)).Movements.Count);
        Assert.Equal(
            [null, "AUTH_NOT_AUTHENTICATED", null, "AUTH_NOT_AUTHENTICATED", "AUTH_NOT_AUTHENTICATED", null],
            JsonNode.Parse(await HttpAssertions.TextAsync(anybody))!.AsArray()
                .Select(result => (string?)result!["errors"]?[0]!["extensions"]!["code"]));
    }

    [Theory]
    [InlineData("DISBURSEMENT", 100.01, "2024-06-15", "OverdrawnError", "100.00 MAD")]
    [InlineData("REFUND", 1, "2024-06-15", "OverdrawnError", "refund")]
    [InlineData("COMMITMENT", -5, "2024-06-15", "AmountError", "above zero")]
    [InlineData("AMENDMENT", 0, "2024-06-15", "AmountError", "above zero")]
    [InlineData("COMMITMENT", 1.005, "2024-06-15", "AmountError", "at most two decimals")]
    [InlineData("COMMITMENT", 5, "1990-01-01", "EffectiveOnError", "before the INDH")]
    [InlineData("COMMITMENT", 5, "9999-12-31", "EffectiveOnError", "too far ahead")]
    [InlineData("DISBURSEMENT", 5, "2024-06-14", "OverdrawnError", "the first day on which it fits is 2024-06-15")]
    public async Task What_the_ledger_does_not_bear_is_refused_in_words_and_leaves_nothing(
        string kind, double amount, string day, string type, string words)
    {
        var grant = await scene.NewGrantAsync();
        await scene.AnswerAsync(RecordMovement, Input(grant, "COMMITMENT", 100));

        var answer = await scene.AnswerAsync(RecordMovement, Input(grant, kind, (decimal)amount, day));

        var payload = answer["data"]!["recordMovement"]!;
        Assert.Null(payload["movement"]);
        var error = Assert.Single(payload["errors"]!.AsArray())!;
        Assert.Equal(type, (string?)error["__typename"]);
        Assert.Contains(words, (string?)error["message"], StringComparison.Ordinal);
        Assert.Null(answer["errors"]);
        Assert.Equal([(MovementKind.Commitment, 100m, Day)], (await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task A_grant_that_is_not_there_is_an_error_of_its_own_type()
    {
        var unknown = Guid.NewGuid();

        var answer = await scene.AnswerAsync(
            $$"""
            mutation {
              recordMovement(input: { grantId: "{{unknown}}", kind: COMMITMENT, amount: 1, effectiveOn: "2024-06-15" }) {
                errors { ... on UnknownGrantError { message } ... on AmountError { wrong: message } } m: movement { id }
              }
            }
            """);

        var payload = answer["data"]!["recordMovement"]!.AsObject();
        Assert.Equal(["errors", "m"], payload.Select(part => part.Key));
        var error = Assert.Single(payload["errors"]!.AsArray())!.AsObject();
        Assert.Contains($"no grant {unknown}", (string?)Assert.Single(error).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"grantId":"GRANT","kind":"COMMITMENT","amount":100.0000000000000000000000000000000000001,"effectiveOn":"2024-06-15"}""",
        "HC0016",
        "is not a value of type Decimal")]
    [InlineData("""{"grantId":"GRANT","kind":"GIFT","amount":1,"effectiveOn":"2024-06-15"}""", "HC0016", "MovementKind")]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":1,"effectiveOn":"2024-06-31"}""", "HC0016", "LocalDate")]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":1}""", "HC0018", "input.effectiveOn")]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":null,"effectiveOn":"2024-06-15"}""", "HC0018", "input.amount")]
    [InlineData("null", "HC0018", "input")]
    public async Task An_input_that_is_none_is_refused_before_anything_is_done(string input, string code, string words)
    {
        var grant = await scene.NewGrantAsync();
        var variables = new JsonObject { ["input"] = JsonNode.Parse(input.Replace("GRANT", grant.ToString(), StringComparison.Ordinal)) };

        using var refused = await PostAsync(scene.Server, scene.Clerk, RecordMovement, variables);

        var error = await HttpAssertions.RefusedAsync(refused, HttpStatusCode.BadRequest, code);
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task A_payload_that_could_not_be_read_is_refused_before_anything_is_done()
    {
        var grant = await scene.NewGrantAsync();

        using var refused = await PostAsync(
            scene.Server,
            scene.Clerk,
            "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { grant { "
                + "movements(first: 51) { nodes { id } } } } } }",
            Input(grant, "COMMITMENT", 1));

        await HttpAssertions.RefusedAsync(refused, HttpStatusCode.BadRequest, "HC0051");
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task Several_movements_are_recorded_one_after_the_other_each_by_itself()
    {
        var grant = await scene.NewGrantAsync();

        string Record(string kind, int amount) =>
            $$"""recordMovement(input: { grantId: "{{grant}}", kind: {{kind}}, amount: {{amount}}, effectiveOn: "2024-06-15" })"""
                + " { ...Payload }";

        var answer = await scene.AnswerAsync($$"""
            mutation {
              promise: {{Record("COMMITMENT", 100)}}
              pay: {{Record("DISBURSEMENT", 60)}}
              more: {{Record("DISBURSEMENT", 60)}}
              last: {{Record("DISBURSEMENT", 40)}}
              __typename
            }
            fragment Payload on RecordMovementPayload { movement { amount grant { movements { totalCount } } } errors { __typename } }
            """);

        Assert.Equal(
            """{"data":{"promise":{"movement":{"amount":100,"grant":{"movements":{"totalCount":1}}},"errors":null},"pay":{"movement":"""
                + """{"amount":60,"grant":{"movements":{"totalCount":2}}},"errors":null},"more":{"movement":null,"errors":"""
                + """[{"__typename":"OverdrawnError"}]},"last":{"movement":{"amount":40,"grant":{"movements":"""
                + """{"totalCount":3}}},"errors":null},"__typename":"Mutation"}}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task Whoever_asks_afterwards_reads_it()
    {
        var grant = await scene.NewGrantAsync();
        var query = $$"""{ grant(id: "{{grant}}") { movements { totalCount } } }""";
        Assert.Equal(0, (int?)(await scene.AnswerAsync(query))["data"]!["grant"]!["movements"]!["totalCount"]);

        await scene.AnswerAsync(RecordMovement, Input(grant, "COMMITMENT", 10));

        Assert.Equal(1, (int?)(await scene.AnswerAsync(query))["data"]!["grant"]!["movements"]!["totalCount"]);
    }
}

[Collection(nameof(SqliteRecordings))]
public sealed class RecordingOnSqlite(SqliteRecordings scene) : RecordingTests(scene);

[Collection(nameof(PostgresRecordings))]
public sealed class RecordingOnPostgres(PostgresRecordings scene) : RecordingTests(scene);
