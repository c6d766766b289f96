using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Tests.Http;
using static IndhCoops.GraphQL.Tests.Access.RecordingScene;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>What is sent several times, or breaks off, is recorded once and told.</summary>
public abstract class RecordingOnceTests(RecordingScene scene)
{
    protected RecordingScene Scene => scene;

    [Fact]
    public async Task The_same_mutation_at_the_same_time_is_done_each_time()
    {
        var grant = await scene.NewGrantAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.AnswerAsync(RecordMovement, Input(grant, "COMMITMENT", 10))));
        await scene.AnswerAsync(RecordMovement, Input(grant, "COMMITMENT", 10));

        Assert.Equal(Enumerable.Repeat((MovementKind.Commitment, 10m, Day), 5), (await scene.LedgerAsync(grant)).Movements);
    }

    [Fact]
    public async Task What_is_sent_again_under_its_reference_is_answered_and_not_recorded_again()
    {
        var grant = await scene.NewGrantAsync();
        const string record =
            "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { alreadyRecorded movement { id reference } "
                + "errors { __typename ... on Error { message } } } }";

        var first = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10, reference: "D 2024/9"));
        var again = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10.00m, reference: " D 2024/9 "));
        var other = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 11, reference: "D 2024/9"));
        var none = await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 12, reference: " "));

        var id = (string?)first["data"]!["recordMovement"]!["movement"]!["id"];
        Assert.Equal(
            $$$$"""{"data":{"recordMovement":{"alreadyRecorded":false,"movement":"""
                + $$$$"""{"id":"{{{{id}}}}","reference":"D 2024/9"},"errors":null}}}""",
            first.ToJsonString());
        Assert.Equal(
            $$$$"""{"data":{"recordMovement":{"alreadyRecorded":true,"movement":"""
                + $$$$"""{"id":"{{{{id}}}}","reference":"D 2024/9"},"errors":null}}}""",
            again.ToJsonString());
        Assert.Equal(
            $$$$"""{"data":{"recordMovement":{"alreadyRecorded":false,"movement":null,"errors":"""
                + $$$$"""[{"__typename":"ReferenceError","message":"Grant {{{{grant}}}} """
                + $$$$"""has another movement under reference 'D 2024/9': a commitment of 10.00 MAD on 2024-06-15, {{{{id}}}}. """
                + $$$$"""Send that one again as it was, or give this one a reference of its own."}]}}}""",
            Plain(other));
        Assert.Contains(
            "\"__typename\":\"ReferenceError\",\"message\":\"A reference has 1 to 100 characters", Plain(none), StringComparison.Ordinal);
        Assert.Equal([(MovementKind.Commitment, 10m, Day)], (await scene.LedgerAsync(grant)).Movements);
        var found = await scene.AnswerAsync(
            $$"""{ movements(where: { reference: { eq: "D 2024/9" }, grant: { id: { eq: "{{grant}}" } } }, order: [{ """
                + $$"""reference: ASC }]) { nodes { id } } }""");
        Assert.Equal(id, (string?)found["data"]!["movements"]!["nodes"]![0]!["id"]);
    }

    // Of 30 payments, each is sent until it is answered by a client that seldom waits long enough.
    [Fact]
    public async Task Impatient_clients_pay_once()
    {
        var grant = await scene.NewGrantAsync();
        await scene.AnswerAsync(RecordMovement, Input(grant, "COMMITMENT", 30));
        var ids = await Task.WhenAll(Enumerable.Range(0, 30).Select(SendUntilAnsweredAsync));

        var (movements, _) = await scene.LedgerAsync(grant);
        Assert.Equal(30, movements.Count(movement => movement.Kind == MovementKind.Disbursement));
        Assert.Equal(30, ids.Distinct().Count());

        async Task<string> SendUntilAnsweredAsync(int number)
        {
            const string record =
                "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { id } "
                    + "errors { ... on Error { message } } } }";
            for (var patience = 5 + number; ; patience += 5)
            {
                using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(patience));
                try
                {
                    using var response = await PostAsync(
                        scene.Server, scene.Clerk, record, Input(grant, "DISBURSEMENT", 1, reference: $"OP {number}"), hurry.Token);
                    if (response.StatusCode == HttpStatusCode.OK)
                    {
                        return (string?)JsonNode.Parse(
                            await response.Content.ReadAsStringAsync(hurry.Token))!["data"]!["recordMovement"]!["movement"]!["id"]
                            ?? throw new InvalidOperationException("It was refused.");
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
        const string record =
            "mutation($input: RecordMovementInput!) { r: recordMovement(input: $input) { m: movement { grant { cooperative { province { "
                + "region { name } } } } } alreadyRecorded errors { __typename } } }";
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
        Assert.StartsWith(
            $"The movement is recorded: {error["extensions"]!["movementId"]}.", (string?)error["message"], StringComparison.Ordinal);
        Assert.Single((await scene.LedgerAsync(grant)).Movements);
        Assert.True(
            (bool?)(await scene.AnswerAsync(record, Input(grant, "COMMITMENT", 10, reference: "D-1")))["data"]!["r"]!["alreadyRecorded"]);
    }
}

[Collection(nameof(SqliteRecordings))]
public sealed class RecordingOnceOnSqlite(SqliteRecordings scene) : RecordingOnceTests(scene);

[Collection(nameof(PostgresRecordings))]
public sealed class RecordingOnceOnPostgres(PostgresRecordings scene) : RecordingOnceTests(scene)
{
    // The time of the request is over when the movement is recorded and its payload waits for a table that somebody has locked.
    [Fact]
    public async Task A_request_that_has_recorded_something_is_answered_even_if_its_time_is_over()
    {
        var grant = await Scene.NewGrantAsync();
        await using var server = await Scene.StartAsync(
            ("Access:Authority", Scene.Authority.Issuer),
            ("Access:Audience", Authority.Audience),
            ("GraphHttp:RequestTimeout", "00:00:00.5"));
        await UntilItRecordsInTimeAsync(server);
        const string record =
            "mutation($input: RecordMovementInput!) { recordMovement(input: $input) { movement { amount "
                + "grant { cooperative { province { region { name } } } } } } }";
        Task<HttpResponseMessage> answering;
        await using (var locked = await Scene.LockAsync("lock table regions in access exclusive mode"))
        {
            answering = PostAsync(server, Scene.Clerk, record, Input(grant, "COMMITMENT", 10));
            while ((await Scene.LedgerAsync(grant)).Movements.Count == 0)
            {
                Assert.False(answering.IsCompleted, "The request's time was over before it recorded anything.");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            await Task.Delay(600, TestContext.Current.CancellationToken);
            Assert.False(answering.IsCompleted);
        }

        using var answer = await answering;
        Assert.Equal(
            """{"data":{"recordMovement":{"movement":{"amount":10,"grant":{"cooperative":{"province":{"region":"""
                + """{"name":"Rabat-Salé-Kénitra"}}}}}}}}""",
            await HttpAssertions.TextAsync(answer));
    }

    [Fact]
    public async Task What_was_recorded_before_the_time_of_a_request_was_over_is_told()
    {
        var (first, second) = (await Scene.NewGrantAsync(), await Scene.NewGrantAsync());
        await using var server = await Scene.StartAsync(
            ("Access:Authority", Scene.Authority.Issuer),
            ("Access:Audience", Authority.Audience),
            ("GraphHttp:RequestTimeout", "00:00:00.5"));
        await UntilItRecordsInTimeAsync(server);
        const string record =
            "mutation($a: RecordMovementInput!, $b: RecordMovementInput!) { a: recordMovement(input: $a) { movement { id } } "
                + "b: recordMovement(input: $b) { movement { id } } }";
        JsonNode answer;
        await using (await Scene.LockAsync($"select 1 from grants where id = '{second}' for update"))
        {
            using var response = await PostAsync(
                server,
                Scene.Clerk,
                record,
                new JsonObject
                {
                    ["a"] = Input(first, "COMMITMENT", 10)["input"]!.DeepClone(),
                    ["b"] = Input(second, "COMMITMENT", 10)["input"]!.DeepClone(),
                });
            answer = JsonNode.Parse(await HttpAssertions.TextAsync(response))!;
        }

        Assert.Null(answer["data"]);
        Assert.Equal(
            [("""["a"]""", "MOVEMENT_RECORDED"), ("""["b"]""", "HC0045")],
            answer["errors"]!.AsArray().Select(error => (error!["path"]!.ToJsonString(), (string?)error["extensions"]!["code"])));
        Assert.Equal((1, 0), ((await Scene.LedgerAsync(first)).Movements.Count, (await Scene.LedgerAsync(second)).Movements.Count));
    }

    // The first requests of a server compile code, on a slow machine for longer than they may take.
    private async Task UntilItRecordsInTimeAsync(AccessServer server)
    {
        await server.UntilKeysAreThereAsync();
        var grant = await Scene.NewGrantAsync();
        for (var waited = Stopwatch.StartNew(); ;)
        {
            using var response = await PostAsync(server, Scene.Clerk, RecordMovement, Input(grant, "COMMITMENT", 1));
            var answer = await HttpAssertions.TextAsync(response);
            if (JsonNode.Parse(answer)!["errors"] is null)
            {
                return;
            }

            Assert.True(waited.Elapsed < Patience.Limit, answer);
        }
    }
}
