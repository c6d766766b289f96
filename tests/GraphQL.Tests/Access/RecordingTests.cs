using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>Who may record movements, and what becomes of them, on every kind of database.</summary>
public abstract class RecordingTests(RecordingScene scene)
{
    private const string Record = """
        mutation Record($input: RecordMovementInput!) {
          recordMovement(input: $input) { __typename movement { kind amount effectiveOn grant { id movements { nodes { amount } } } } errors { __typename ... on Error { message } } }
        }
        """;

    private static readonly DateOnly Day = new(2024, 6, 15);

    protected RecordingScene Scene => scene;

    [Fact]
    public async Task A_movement_is_recorded_and_answered_as_it_was_asked_for()
    {
        var grant = await scene.NewGrantAsync();

        var answer = await scene.AnswerAsync(Record, Input(grant, "COMMITMENT", 1234.50m));

        Assert.Equal(
            $$$$"""{"data":{"recordMovement":{"__typename":"RecordMovementPayload","movement":{"kind":"COMMITMENT","amount":1234.5,"effectiveOn":"2024-06-15","grant":{"id":"{{{{grant}}}}","movements":{"nodes":[{"amount":1234.5}]}}},"errors":null}}}""",
            answer.ToJsonString());
        var (movements, unstruck) = await scene.LedgerAsync(grant);
        Assert.Equal([(MovementKind.Commitment, 1234.50m, Day)], movements);
        Assert.Equal(1, unstruck);
    }

    [Fact]
    public async Task With_global_ids_a_movement_is_recorded_of_the_grant_that_its_id_names_and_of_nothing_else()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync(("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("Relay:Enabled", "true"));
        await server.UntilKeysAreThereAsync();
        var id = Convert.ToBase64String([.. "Grant:"u8, .. grant.ToByteArray()]);

        using var done = await RecordingScene.PostAsync(server, scene.Clerk, Record, Input(id, "COMMITMENT", 5));
        using var raw = await RecordingScene.PostAsync(server, scene.Clerk, Record, Input(grant, "COMMITMENT", 6));
        using var other = await RecordingScene.PostAsync(server, scene.Clerk, Record, Input(Convert.ToBase64String("Region:MA-04"u8), "COMMITMENT", 7));

        Assert.Equal(id, (string?)(await ReadAsync(done))["data"]!["recordMovement"]!["movement"]!["grant"]!["id"]);
        Assert.Equal((HttpStatusCode.BadRequest, "The node ID string has an invalid format."), (raw.StatusCode, (string?)(await ReadAsync(raw))["errors"]![0]!["message"]));
        Assert.Equal("The node id type name `Region` does not match the expected type name `Grant`.", (string?)(await ReadAsync(other))["errors"]![0]!["message"]);
        Assert.Equal([(MovementKind.Commitment, 5m, Day)], (await scene.LedgerAsync(grant)).Movements);

        static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("", HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED")]
    [InlineData("Movements.Read", HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED")]
    public async Task Nobody_else_records_whoever_may_read(string? role, HttpStatusCode status, string code)
    {
        var grant = await scene.NewGrantAsync();
        await using var closed = await scene.StartAsync(("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("Access:ReadingNeedsToken", "true"));
        await closed.UntilKeysAreThereAsync();
        var token = role is null ? null : scene.Authority.Issue(roles: role.Length == 0 ? [] : [role]);

        foreach (var server in new[] { scene.Server, closed })
        {
            using var refused = await RecordingScene.PostAsync(server, token, Record, Input(grant, "COMMITMENT", 1));
            using var streamed = await RecordingScene.PostAsync(server, token, Record, Input(grant, "COMMITMENT", 1), ("Accept", "text/event-stream"));

            await HttpAssertions.RefusedAsync(refused, status, code);
            Assert.Equal((status, status == HttpStatusCode.Unauthorized), (streamed.StatusCode, refused.Headers.WwwAuthenticate.Count == 1));
        }

        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task In_a_batch_mutations_follow_each_other_and_what_is_behind_them_sees_them()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync(("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("GraphHttp:Batching", "true"));
        await server.UntilKeysAreThereAsync();
        var read = new JsonObject { ["query"] = $$"""{ grant(id: "{{grant}}") { movements(order: [{ kind: ASC }]) { nodes { amount } } } }""" };
        JsonObject Write(string kind, decimal amount) => new() { ["query"] = Record, ["variables"] = Input(grant, kind, amount) };
        var batch = new JsonArray(read.DeepClone(), Write("COMMITMENT", 500), read.DeepClone(), Write("DISBURSEMENT", 900), Write("DISBURSEMENT", 200), read.DeepClone()).ToJsonString();

        using var clerk = await server.SendAsync(HttpMethod.Post, "/graphql", scene.Clerk, batch, ("Accept", "application/json"));
        using var anybody = await server.SendAsync(HttpMethod.Post, "/graphql", null, batch, ("Accept", "application/json"));

        var results = JsonNode.Parse(await HttpAssertions.TextAsync(clerk))!.AsArray();
        Assert.Equal(["", "500", "200,500"], new[] { 0, 2, 5 }.Select(i => string.Join(',', results[i]!["data"]!["grant"]!["movements"]!["nodes"]!.AsArray().Select(node => (decimal)node!["amount"]!).Order())));
        Assert.NotNull(results[3]!["data"]!["recordMovement"]!["errors"]);
        Assert.Equal(2, (await scene.LedgerAsync(grant)).Movements.Count);
        Assert.Equal(
            [null, "AUTH_NOT_AUTHENTICATED", null, "AUTH_NOT_AUTHENTICATED", "AUTH_NOT_AUTHENTICATED", null],
            JsonNode.Parse(await HttpAssertions.TextAsync(anybody))!.AsArray().Select(result => (string?)result!["errors"]?[0]!["extensions"]!["code"]));
    }

    [Fact]
    public async Task Where_no_token_is_trusted_nobody_records()
    {
        var grant = await scene.NewGrantAsync();
        await using var server = await scene.StartAsync();

        using var anonymous = await RecordingScene.PostAsync(server, null, Record, Input(grant, "COMMITMENT", 1));
        using var clerk = await RecordingScene.PostAsync(server, scene.Clerk, Record, Input(grant, "COMMITMENT", 1));

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

        using var clerk = await RecordingScene.PostAsync(server, token, Record, Input(grant, "COMMITMENT", 1));
        using var streamed = await RecordingScene.PostAsync(server, token, Record, Input(grant, "COMMITMENT", 1), ("Accept", "text/event-stream"));
        using var anonymous = await RecordingScene.PostAsync(server, null, Record, Input(grant, "COMMITMENT", 1));

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
        await using var server = await scene.StartAsync(("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("Access:RecordRole", "clerk"));
        await server.UntilKeysAreThereAsync();

        using var usual = await RecordingScene.PostAsync(server, scene.Clerk, Record, Input(grant, "COMMITMENT", 1));
        using var set = await RecordingScene.PostAsync(server, scene.Authority.Issue(roles: ["clerk"]), Record, Input(grant, "COMMITMENT", 2));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (usual.StatusCode, set.StatusCode));
        Assert.Equal([(MovementKind.Commitment, 2m, Day)], (await scene.LedgerAsync(grant)).Movements);
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
    public async Task What_the_ledger_does_not_bear_is_refused_in_words_and_leaves_nothing(string kind, double amount, string day, string type, string words)
    {
        var grant = await scene.NewGrantAsync();
        await scene.AnswerAsync(Record, Input(grant, "COMMITMENT", 100));

        var answer = await scene.AnswerAsync(Record, Input(grant, kind, (decimal)amount, day));

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
            $$"""mutation { recordMovement(input: { grantId: "{{unknown}}", kind: COMMITMENT, amount: 1, effectiveOn: "2024-06-15" }) { errors { ... on UnknownGrantError { message } ... on AmountError { wrong: message } } m: movement { id } } }""");

        var payload = answer["data"]!["recordMovement"]!.AsObject();
        Assert.Equal(["errors", "m"], payload.Select(part => part.Key));
        var error = Assert.Single(payload["errors"]!.AsArray())!.AsObject();
        Assert.Contains($"no grant {unknown}", (string?)Assert.Single(error).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":100.0000000000000000000000000000000000001,"effectiveOn":"2024-06-15"}""", "HC0016", "is not a value of type Decimal")]
    [InlineData("""{"grantId":"GRANT","kind":"GIFT","amount":1,"effectiveOn":"2024-06-15"}""", "HC0016", "MovementKind")]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":1,"effectiveOn":"2024-06-31"}""", "HC0016", "LocalDate")]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":1}""", "HC0018", "input.effectiveOn")]
    [InlineData("""{"grantId":"GRANT","kind":"COMMITMENT","amount":null,"effectiveOn":"2024-06-15"}""", "HC0018", "input.amount")]
    [InlineData("null", "HC0018", "input")]
    public async Task An_input_that_is_none_is_refused_before_anything_is_done(string input, string code, string words)
    {
        var grant = await scene.NewGrantAsync();
        var variables = new JsonObject { ["input"] = JsonNode.Parse(input.Replace("GRANT", grant.ToString(), StringComparison.Ordinal)) };

        using var refused = await RecordingScene.PostAsync(scene.Server, scene.Clerk, Record, variables);

        var error = await HttpAssertions.RefusedAsync(refused, HttpStatusCode.BadRequest, code);
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task A_payload_that_could_not_be_read_is_refused_before_anything_is_done()
    {
        var grant = await scene.NewGrantAsync();

        using var refused = await RecordingScene.PostAsync(
            scene.Server, scene.Clerk, "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { grant { movements(first: 51) { nodes { id } } } } } }", Input(grant, "COMMITMENT", 1));

        await HttpAssertions.RefusedAsync(refused, HttpStatusCode.BadRequest, "HC0051");
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task Several_movements_are_recorded_one_after_the_other_each_by_itself()
    {
        var grant = await scene.NewGrantAsync();

        var answer = await scene.AnswerAsync($$"""
            mutation {
              promise: recordMovement(input: { grantId: "{{grant}}", kind: COMMITMENT, amount: 100, effectiveOn: "2024-06-15" }) { ...Payload }
              pay: recordMovement(input: { grantId: "{{grant}}", kind: DISBURSEMENT, amount: 60, effectiveOn: "2024-06-15" }) { ...Payload }
              more: recordMovement(input: { grantId: "{{grant}}", kind: DISBURSEMENT, amount: 60, effectiveOn: "2024-06-15" }) { ...Payload }
              last: recordMovement(input: { grantId: "{{grant}}", kind: DISBURSEMENT, amount: 40, effectiveOn: "2024-06-15" }) { ...Payload }
              __typename
            }
            fragment Payload on RecordMovementPayload { movement { amount grant { movements { totalCount } } } errors { __typename } }
            """);

        Assert.Equal(
            """{"data":{"promise":{"movement":{"amount":100,"grant":{"movements":{"totalCount":1}}},"errors":null},"pay":{"movement":{"amount":60,"grant":{"movements":{"totalCount":2}}},"errors":null},"more":{"movement":null,"errors":[{"__typename":"OverdrawnError"}]},"last":{"movement":{"amount":40,"grant":{"movements":{"totalCount":3}}},"errors":null},"__typename":"Mutation"}}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task The_same_mutation_at_the_same_time_is_done_each_time()
    {
        var grant = await scene.NewGrantAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.AnswerAsync(Record, Input(grant, "COMMITMENT", 10))));
        await scene.AnswerAsync(Record, Input(grant, "COMMITMENT", 10));

        Assert.Equal(Enumerable.Repeat((MovementKind.Commitment, 10m, Day), 5), (await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task What_is_sent_again_under_its_reference_is_answered_and_not_recorded_again()
    {
        var grant = await scene.NewGrantAsync();
        const string record = "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { alreadyRecorded movement { id reference } errors { __typename ... on Error { message } } } }";

        var first = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10, reference: "D 2024/9"));
        var again = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10.00m, reference: " D 2024/9 "));
        var other = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 11, reference: "D 2024/9"));
        var none = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 12, reference: " "));

        var id = (string?)first["data"]!["recordMovement"]!["movement"]!["id"];
        Assert.Equal($$$$"""{"data":{"recordMovement":{"alreadyRecorded":false,"movement":{"id":"{{{{id}}}}","reference":"D 2024/9"},"errors":null}}}""", first.ToJsonString());
        Assert.Equal($$$$"""{"data":{"recordMovement":{"alreadyRecorded":true,"movement":{"id":"{{{{id}}}}","reference":"D 2024/9"},"errors":null}}}""", again.ToJsonString());
        Assert.Equal($$$$"""{"data":{"recordMovement":{"alreadyRecorded":false,"movement":null,"errors":[{"__typename":"ReferenceError","message":"Grant {{{{grant}}}} has another movement under reference 'D 2024/9': a commitment of 10.00 MAD on 2024-06-15, {{{{id}}}}. Send that one again as it was, or give this one a reference of its own."}]}}}""", Plain(other));
        Assert.Contains("\"__typename\":\"ReferenceError\",\"message\":\"A reference has 1 to 100 characters", Plain(none), StringComparison.Ordinal);
        Assert.Equal([(MovementKind.Commitment, 10m, Day)], (await scene.LedgerAsync(grant)).Movements);
        var found = await scene.AnswerAsync($$"""{ movements(where: { reference: { eq: "D 2024/9" }, grant: { id: { eq: "{{grant}}" } } }, order: [{ reference: ASC }]) { nodes { id } } }""");
        Assert.Equal(id, (string?)found["data"]!["movements"]!["nodes"]![0]!["id"]);
    }

    // Of 30 payments, each is sent until it is answered by a client that seldom waits long enough.
    [Fact]
    public async Task Impatient_clients_pay_once()
    {
        var grant = await scene.NewGrantAsync();
        await scene.AnswerAsync(Record, Input(grant, "COMMITMENT", 30));
        var ids = await Task.WhenAll(Enumerable.Range(0, 30).Select(SendUntilAnsweredAsync));

        var (movements, _) = await scene.LedgerAsync(grant);
        Assert.Equal(30, movements.Count(movement => movement.Kind == MovementKind.Disbursement));
        Assert.Equal(30, ids.Distinct().Count());

        async Task<string> SendUntilAnsweredAsync(int number)
        {
            const string record = "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { id } errors { ... on Error { message } } } }";
            for (var patience = 5 + number; ; patience += 5)
            {
                using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(patience));
                try
                {
                    using var response = await RecordingScene.PostAsync(scene.Server, scene.Clerk, record, Input(grant, "DISBURSEMENT", 1, reference: $"OP {number}"), hurry.Token);
                    if (response.StatusCode == HttpStatusCode.OK)
                    {
                        return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(hurry.Token))!["data"]!["recordMovement"]!["movement"]!["id"] ?? throw new InvalidOperationException("It was refused.");
                    }
                }
                catch (OperationCanceledException)
                {
                    TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
    }

    [Fact]
    public async Task What_is_recorded_and_cannot_be_read_back_is_told_as_recorded()
    {
        var grant = await scene.NewGrantAsync();
        const string record = "mutation($input: RecordMovementInput!) { r: recordMovement(input: $input) { m: movement { grant { cooperative { province { region { name } } } } } alreadyRecorded errors { __typename } } }";
        JsonNode answer;
        await scene.ExecuteAsync("alter table regions rename to regions_elsewhere");
        try
        {
            answer = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10, reference: "D-1"));
        }
        finally
        {
            await scene.ExecuteAsync("alter table regions_elsewhere rename to regions");
        }

        Assert.Equal("""{"r":{"m":null,"alreadyRecorded":false,"errors":null}}""", answer["data"]!.ToJsonString());
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal(("MOVEMENT_RECORDED", """["r","m"]"""), ((string?)error["extensions"]!["code"], error["path"]!.ToJsonString()));
        Assert.StartsWith($"The movement is recorded: {error["extensions"]!["movementId"]}.", (string?)error["message"], StringComparison.Ordinal);
        Assert.Single((await scene.LedgerAsync(grant)).Movements);
        Assert.True((bool?)(await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10, reference: "D-1")))["data"]!["r"]!["alreadyRecorded"]);
    }

    [Fact]
    public async Task Whoever_asks_afterwards_reads_it()
    {
        var grant = await scene.NewGrantAsync();
        var query = $$"""{ grant(id: "{{grant}}") { movements { totalCount } } }""";
        Assert.Equal(0, (int?)(await scene.AnswerAsync(query))["data"]!["grant"]!["movements"]!["totalCount"]);

        await scene.AnswerAsync(Record, Input(grant, "COMMITMENT", 10));

        Assert.Equal(1, (int?)(await scene.AnswerAsync(query))["data"]!["grant"]!["movements"]!["totalCount"]);
    }

    [Fact]
    public async Task Neither_GET_nor_a_table_records()
    {
        var grant = await scene.NewGrantAsync();
        var variables = Uri.EscapeDataString(Input(grant, "COMMITMENT", 1).ToJsonString());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Record)));
        using var registered = await scene.Server.SendAsync(HttpMethod.Post, "/graphql", scene.Clerk, new JsonObject
        {
            ["query"] = Record,
            ["variables"] = Input(Guid.NewGuid(), "COMMITMENT", 1),
            ["extensions"] = new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = hash } },
        }.ToJsonString());
        Assert.Contains("\"persisted\":true", await HttpAssertions.TextAsync(registered), StringComparison.Ordinal);

        using var get = await scene.Server.GetAsync($"/graphql?query={Uri.EscapeDataString(Record)}&variables={variables}", scene.Clerk);
        using var byHash = await scene.Server.GetAsync(
            $"/graphql?extensions={Uri.EscapeDataString($$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""")}&variables={variables}", scene.Clerk);
        using var table = await RecordingScene.PostAsync(scene.Server, scene.Clerk, Record, Input(grant, "COMMITMENT", 1), ("Accept", "text/csv"));
        using var file = await scene.Server.GetAsync($"/graphql/table.csv?query={Uri.EscapeDataString(Record)}&variables={variables}", scene.Clerk);

        foreach (var refused in new[] { get, byHash, table, file })
        {
            Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
            Assert.Equal("The specified operation kind is not allowed.", (string?)JsonNode.Parse(await HttpAssertions.TextAsync(refused))!["errors"]![0]!["message"]);
        }

        Assert.Equal(["POST"], get.Content.Headers.Allow);
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task To_ask_what_it_costs_records_nothing()
    {
        var grant = await scene.NewGrantAsync();
        const string document = "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { id } } }";

        using var validated = await RecordingScene.PostAsync(scene.Server, scene.Clerk, document, Input(grant, "COMMITMENT", 1), ("GraphQL-Cost", "validate"));

        Assert.Equal("""{"extensions":{"operationCost":{"fieldCost":12,"typeCost":3}}}""", await HttpAssertions.TextAsync(validated));
        Assert.Empty((await scene.LedgerAsync(grant)).Movements);
    }

    // As it is sent: quotes in messages are no escapes.
    private static string Plain(JsonNode answer) => answer.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    protected static JsonObject Input(object grant, string kind, decimal amount, string day = "2024-06-15", string? reference = null) => new()
    {
        ["input"] = new JsonObject { ["grantId"] = $"{grant}", ["kind"] = kind, ["amount"] = amount, ["effectiveOn"] = day, ["reference"] = reference },
    };
}

public sealed class SqliteRecordingTests(SqliteRecordings scene) : RecordingTests(scene), IClassFixture<SqliteRecordings>;

public sealed class PostgresRecordingTests(PostgresRecordings scene) : RecordingTests(scene), IClassFixture<PostgresRecordings>
{
    // The time of the request is over when the movement is recorded and its payload waits for a table that somebody has locked.
    [Fact]
    public async Task A_request_that_has_recorded_something_is_answered_even_if_its_time_is_over()
    {
        var grant = await Scene.NewGrantAsync();
        await using var server = await Scene.StartAsync(("Access:Authority", Scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("GraphHttp:RequestTimeout", "00:00:00.5"));
        await server.UntilKeysAreThereAsync();
        const string record = "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { amount grant { cooperative { province { region { name } } } } } } }";
        Task<HttpResponseMessage> answering;
        await using (var locked = await Scene.LockAsync("lock table regions in access exclusive mode"))
        {
            answering = RecordingScene.PostAsync(server, Scene.Clerk, record, Input(grant, "COMMITMENT", 10));
            while ((await Scene.LedgerAsync(grant)).Movements.Count == 0)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            await Task.Delay(600, TestContext.Current.CancellationToken);
            Assert.False(answering.IsCompleted);
        }

        using var answer = await answering;
        Assert.Equal("""{"data":{"recordMovement":{"movement":{"amount":10,"grant":{"cooperative":{"province":{"region":{"name":"Rabat-Salé-Kénitra"}}}}}}}}""", await HttpAssertions.TextAsync(answer));
    }

    [Fact]
    public async Task What_was_recorded_before_the_time_of_a_request_was_over_is_told()
    {
        var (first, second) = (await Scene.NewGrantAsync(), await Scene.NewGrantAsync());
        await using var server = await Scene.StartAsync(("Access:Authority", Scene.Authority.Issuer), ("Access:Audience", Authority.Audience), ("GraphHttp:RequestTimeout", "00:00:00.5"));
        const string record = "mutation($a: RecordMovementInput!, $b: RecordMovementInput!) { a: recordMovement(input: $a) { movement { id } } b: recordMovement(input: $b) { movement { id } } }";
        JsonNode answer;
        await using (await Scene.LockAsync($"select 1 from grants where id = '{second}' for update"))
        {
            using var response = await RecordingScene.PostAsync(
                server, Scene.Clerk, record, new JsonObject { ["a"] = Input(first, "COMMITMENT", 10)["input"]!.DeepClone(), ["b"] = Input(second, "COMMITMENT", 10)["input"]!.DeepClone() });
            answer = JsonNode.Parse(await HttpAssertions.TextAsync(response))!;
        }

        Assert.Null(answer["data"]);
        Assert.Equal(
            [("""["a"]""", "MOVEMENT_RECORDED"), ("""["b"]""", "HC0045")],
            answer["errors"]!.AsArray().Select(error => (error!["path"]!.ToJsonString(), (string?)error["extensions"]!["code"])));
        Assert.Equal((1, 0), ((await Scene.LedgerAsync(first)).Movements.Count, (await Scene.LedgerAsync(second)).Movements.Count));
    }
}
