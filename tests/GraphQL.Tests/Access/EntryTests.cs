using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>What an office enters and corrects by mutations, who may, and what is kept of it, on every kind of database.</summary>
public abstract class EntryTests(RecordingScene scene)
{
    private static readonly string[] Everything = ["Data.Enter", "Data.Correct", "Movements.Record", "Changes.Read"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Officer => scene.TokenOf(Everything);

    [Fact]
    public async Task An_office_enters_a_cooperative_with_all_that_hangs_on_it()
    {
        var reference = NewReference();
        var cooperative = await IdAsync("registerCooperative", "RegisterCooperativeInput", new JsonObject
        {
            ["name"] = "Nour des Oasis",
            ["provinceCode"] = "ma-tiz",
            ["reference"] = reference,
            ["nameArabic"] = "نور الواحات",
            ["registerNumber"] = "Tiznit 12/2021",
            ["ice"] = "001 234 567 890 123",
            ["womens"] = true,
            ["legalForm"] = "coopérative",
            ["foundedYear"] = 2021,
        });
        var project = await IdAsync("approveProject", "ApproveProjectInput", new JsonObject
        {
            ["title"] = "Séchoir",
            ["cooperativeId"] = cooperative,
            ["programmeCode"] = "P3-ESS",
            ["totalCost"] = 276000.57m,
            ["approvedOn"] = "2022-02-02",
            ["reference"] = reference,
        });
        await IdAsync(
            "changeProjectStatus", "ChangeProjectStatusInput", new JsonObject { ["projectId"] = project, ["status"] = "IN_PROGRESS" });
        var grant = await IdAsync("awardGrant", "AwardGrantInput", new JsonObject
        {
            ["cooperativeId"] = cooperative,
            ["projectId"] = project,
            ["programmeCode"] = "P3-ESS",
            ["amount"] = 165600.34m,
            ["awardedOn"] = "2022-03-01",
            ["reference"] = reference,
        });
        await IdAsync(
            "recordObservation",
            "RecordObservationInput",
            new JsonObject
            {
                ["cooperativeId"] = cooperative,
                ["indicator"] = "womenMembers",
                ["value"] = 15,
                ["observedOn"] = "2022-01-01",
            });
        await IdAsync("recordMovement", "RecordMovementInput", Movement(grant, "COMMITMENT", 165600.34m, "2022-03-01"));
        await IdAsync(
            "recordMovement", "RecordMovementInput", Movement(grant, "DISBURSEMENT", 60000, "2022-04-01", ("document", "OP 17/2022")));

        var answer = await scene.AnswerAsync(Officer, """
            query($id: UUID!) { cooperative(id: $id) { name nameArabic registerNumber ice womens legalForm dataSource province { code }
                projects { nodes { title status totalCost province { code } } } observations { nodes { indicator value unit } }
                movements(order: [{ effectiveOn: ASC }]) { nodes { kind document signedAmount balanceAfter }
                    aggregate { sum { signedAmount } min { balanceAfter } } } } }
            """, new JsonObject { ["id"] = cooperative });

        Assert.Equal(
            """{"data":{"cooperative":{"name":"Nour des Oasis","nameArabic":"نور الواحات","registerNumber":"Tiznit """
                + """12/2021","ice":"001234567890123","womens":true,"legalForm":"coopérative","dataSource":"OFFICIAL","province":"""
                + """{"code":"MA-TIZ"},"projects":{"nodes":[{"title":"Séchoir","status":"IN_PROGRESS","totalCost":276000.57,"province":"""
                + """{"code":"MA-TIZ"}}]},"observations":{"nodes":"""
                + """[{"indicator":"womenMembers","value":15,"unit":"adhérents"}]},"movements":{"nodes":"""
                + """[{"kind":"COMMITMENT","document":null,"signedAmount":165600.34,"balanceAfter":165600.34},"""
                + """{"kind":"DISBURSEMENT","document":"OP 17/2022","signedAmount":-60000,"balanceAfter":105600.34}],"aggregate":{"sum":"""
                + """{"signedAmount":105600.34},"min":{"balanceAfter":105600.34}}}}}}""",
            JsonNode.Parse(answer.ToJsonString())!.ToJsonString(
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(
            [("COOPERATIVE", null, "registerCooperative", "clerk", "saisie")],
            await ChangesAsync(cooperative));
        Assert.Equal(
            [("PROJECT", null, "approveProject", "clerk", "saisie"), ("PROJECT", "status", "changeProjectStatus", "clerk", "saisie")],
            await ChangesAsync(project));
    }

    [Fact]
    public async Task The_same_reference_is_entered_once_and_another_content_is_refused()
    {
        var reference = NewReference();
        JsonObject Input(string name) => new() { ["name"] = name, ["provinceCode"] = "MA-TIZ", ["reference"] = reference };
        var first = await WriteAsync("registerCooperative", "RegisterCooperativeInput", Input($"A {reference}"));
        var again = await WriteAsync("registerCooperative", "RegisterCooperativeInput", Input($"A {reference}"));
        var other = await WriteAsync("registerCooperative", "RegisterCooperativeInput", Input($"B {reference}"));
        var nameless = await WriteAsync(
            "registerCooperative",
            "RegisterCooperativeInput",
            new JsonObject { ["name"] = $"À  {reference}".Replace("  ", " ", StringComparison.Ordinal), ["provinceCode"] = "MA-TIZ" });

        Assert.Equal((false, true), ((bool)first["alreadyRecorded"]!, (bool)again["alreadyRecorded"]!));
        Assert.Equal((string?)first["result"]!["id"], (string?)again["result"]!["id"]);
        Assert.Equal("ReferenceError", ErrorOf(other).Type);
        Assert.Contains("`name`", ErrorOf(other).Message, StringComparison.Ordinal);
        Assert.Equal("SameNameError", ErrorOf(nameless).Type);
        Assert.Contains(reference, ErrorOf(nameless).Message, StringComparison.Ordinal);
        Assert.Single(await ChangesAsync((string)first["result"]!["id"]!));
    }

    [Fact]
    public async Task A_correction_changes_the_fields_that_are_given_and_leaves_who_when_and_why()
    {
        var id = await NewCooperativeAsync("MA-TIZ");
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);

        var without = await WriteAsync(
            "correctCooperative", "CorrectCooperativeInput", new JsonObject { ["id"] = id, ["reason"] = " ", ["womens"] = true });
        var corrected = await WriteAsync(
            "correctCooperative",
            "CorrectCooperativeInput",
            new JsonObject { ["id"] = id, ["reason"] = "Statuts lus", ["womens"] = true, ["foundedYear"] = null });
        var again = await WriteAsync(
            "correctCooperative", "CorrectCooperativeInput", new JsonObject { ["id"] = id, ["reason"] = "Statuts lus", ["womens"] = true });

        // What is sent again is compared with what was sent, not with what was corrected since.
        var name =
            (string)(await scene.AnswerAsync(
                Officer,
                "query($id: UUID!) { cooperative(id: $id) { name } }",
                new JsonObject { ["id"] = id }))["data"]!["cooperative"]!["name"]!;
        var resent = await WriteAsync(
            "registerCooperative",
            "RegisterCooperativeInput",
            new JsonObject { ["name"] = name, ["provinceCode"] = "MA-TIZ", ["foundedYear"] = 2020, ["reference"] = name });
        Assert.Equal((id, true), ((string?)resent["result"]?["id"], (bool)resent["alreadyRecorded"]!));

        Assert.Equal("ReasonError", ErrorOf(without).Type);
        Assert.Equal((false, true), ((bool)corrected["alreadyRecorded"]!, (bool)again["alreadyRecorded"]!));
        var answer = await scene.AnswerAsync(Officer, """
            query($id: UUID!, $since: DateTime!) {
              cooperatives(where: { id: { eq: $id }, updatedAt: { gte: $since } }) { nodes { womens foundedYear } }
              changes(where: { rowId: { eq: $id }, field: { neq: null } }, order: [{ field: ASC }]) {
                  nodes { type field old new reason mutation subject } } }
            """, new JsonObject { ["id"] = id, ["since"] = before.ToString("O") });
        Assert.Equal(
            """{"data":{"cooperatives":{"nodes":[{"womens":true,"foundedYear":null}]},"changes":{"nodes":"""
                + """[{"type":"COOPERATIVE","field":"foundedYear","old":"2020","new":null,"reason":"Statuts """
                + """lus","mutation":"correctCooperative","subject":"clerk"},"""
                + """{"type":"COOPERATIVE","field":"womens","old":null,"new":"true","reason":"Statuts """
                + """lus","mutation":"correctCooperative","subject":"clerk"}]}}}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task A_correction_that_balances_depend_on_has_them_computed_again()
    {
        var grant = await NewGrantAsync("MA-TIZ");
        await IdAsync("recordMovement", "RecordMovementInput", Movement(grant, "COMMITMENT", 100, "2022-05-01"));
        await using (var context = scene.Context())
        {
            await context.Database.ExecuteSqlRawAsync("delete from struck_months", Cancelled);
            await context.Database.ExecuteSqlAsync(
                $"insert into struck_months (month, year, phase, is_provisional, strike) values ('2022-05-01', 2022, 'III', {false}, 7)",
                Cancelled);
        }

        await IdAsync("correctGrant", "CorrectGrantInput", new JsonObject { ["id"] = grant, ["reason"] = "Note lue", ["note"] = "Vu" });
        Assert.Equal(7, await StrikeAsync());
        await IdAsync("correctGrant", "CorrectGrantInput", new JsonObject { ["id"] = grant, ["reason"] = "Avenant", ["amount"] = 120 });

        Assert.Equal(-7, await StrikeAsync());
        var early = await WriteAsync(
            "correctGrant", "CorrectGrantInput", new JsonObject { ["id"] = grant, ["reason"] = "?", ["awardedOn"] = "2022-06-01" });
        Assert.Equal("AwardedOnError", ErrorOf(early).Type);

        async Task<int> StrikeAsync()
        {
            await using var context = scene.Context();
            return await context.StruckMonths.Select(month => month.Strike).SingleAsync(Cancelled);
        }
    }

    [Fact]
    public async Task A_movement_is_taken_back_once_by_its_opposite()
    {
        var grant = await NewGrantAsync("MA-TIZ");
        await IdAsync("recordMovement", "RecordMovementInput", Movement(grant, "COMMITMENT", 100, "2022-05-01"));
        var paid = await IdAsync("recordMovement", "RecordMovementInput", Movement(grant, "DISBURSEMENT", 40, "2022-06-01"));
        JsonObject Reversal(string reason, string? day = "2022-06-02") =>
            new() { ["movementId"] = paid, ["reason"] = reason, ["effectiveOn"] = day };

        var early = await WriteAsync("reverseMovement", "ReverseMovementInput", Reversal("Rejeté", "2022-05-31"));
        var reversed = await WriteAsync("reverseMovement", "ReverseMovementInput", Reversal("Rejeté"));
        var again = await WriteAsync("reverseMovement", "ReverseMovementInput", Reversal("Rejeté", null));
        var other = await WriteAsync("reverseMovement", "ReverseMovementInput", Reversal("Autre"));
        var silent = await WriteAsync("reverseMovement", "ReverseMovementInput", Reversal(""));

        Assert.Equal("EffectiveOnError", ErrorOf(early).Type);
        Assert.Equal((false, true), ((bool)reversed["alreadyRecorded"]!, (bool)again["alreadyRecorded"]!));
        Assert.Equal(("AlreadyReversedError", "ReasonError"), (ErrorOf(other).Type, ErrorOf(silent).Type));
        var answer = await scene.AnswerAsync(Officer, """
            query($grant: UUID!) { movements(where: { grant: { id: { eq: $grant } } }, order: [{ effectiveOn: ASC }]) {
                nodes { kind amount balanceAfter reason reverses { amount } reversedBy { kind } } } }
            """, new JsonObject { ["grant"] = grant });
        Assert.Equal(
            """{"data":{"movements":{"nodes":"""
                + """[{"kind":"COMMITMENT","amount":100,"balanceAfter":100,"reason":null,"reverses":null,"reversedBy":[]},"""
                + """{"kind":"DISBURSEMENT","amount":40,"balanceAfter":60,"reason":null,"reverses":null,"reversedBy":"""
                + """[{"kind":"REFUND"}]},{"kind":"REFUND","amount":40,"balanceAfter":100,"reason":"Rejet\u00E9","reverses":"""
                + """{"amount":40},"reversedBy":[]}]}}}""",
            answer.ToJsonString());
    }

    [Theory]
    [InlineData("registerCooperative", "RegisterCooperativeInput", "Data.Correct", """{ "name": "X", "provinceCode": "MA-TIZ" }""")]
    [InlineData(
        "correctCooperative", "CorrectCooperativeInput", "Data.Enter",
        """{ "id": "00000000-0000-0000-0000-000000000001", "reason": "X" }""")]
    [InlineData(
        "reverseMovement", "ReverseMovementInput", "Data.Enter",
        """{ "movementId": "00000000-0000-0000-0000-000000000001", "reason": "X" }""")]
    public async Task Each_mutation_needs_its_role(string mutation, string type, string role, string input)
    {
        using var refused = await RecordingScene.PostAsync(
            scene.Server, scene.TokenOf([role]), Document(mutation, type), new JsonObject { ["input"] = JsonNode.Parse(input) });
        await HttpAssertions.RefusedAsync(refused, HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED");
    }

    [Fact]
    public async Task A_token_of_provinces_writes_in_these_alone()
    {
        var there = await NewGrantAsync("MA-TIZ");
        var payment = await IdAsync("recordMovement", "RecordMovementInput", Movement(there, "COMMITMENT", 10, "2022-05-01"));
        var cooperative = await NewCooperativeAsync("MA-TIZ");
        var confined = scene.TokenOf(Everything, "MA-KHE", "MA-AGD");

        var refused = new[]
        {
            await WriteAsync(
                "registerCooperative",
                "RegisterCooperativeInput",
                new JsonObject { ["name"] = "X", ["provinceCode"] = "MA-TIZ" },
                confined),
            await WriteAsync(
                "correctCooperative",
                "CorrectCooperativeInput",
                new JsonObject { ["id"] = cooperative, ["reason"] = "X", ["womens"] = true },
                confined),
            await WriteAsync("awardGrant", "AwardGrantInput", new JsonObject { ["cooperativeId"] = cooperative, ["amount"] = 1 }, confined),
            await WriteAsync("recordMovement", "RecordMovementInput", Movement(there, "COMMITMENT", 1, "2022-05-01"), confined),
            await WriteAsync(
                "reverseMovement", "ReverseMovementInput", new JsonObject { ["movementId"] = payment, ["reason"] = "X" }, confined),
        };
        var own = await WriteAsync(
            "registerCooperative",
            "RegisterCooperativeInput",
            new JsonObject { ["name"] = NewReference(), ["provinceCode"] = "MA-KHE" },
            confined);
        var moved = await WriteAsync(
            "correctCooperative",
            "CorrectCooperativeInput",
            new JsonObject { ["id"] = (string?)own["result"]!["id"], ["reason"] = "X", ["provinceCode"] = "MA-TIZ" },
            confined);

        var nowhere = await WriteAsync(
            "registerCooperative", "RegisterCooperativeInput", new JsonObject { ["name"] = "X", ["provinceCode"] = "MA-KHE" },
            scene.Authority.Issue(
                token => token.Claims = new Dictionary<string, object> { ["provinces"] = Array.Empty<string>() }, roles: Everything));

        Assert.All([.. refused, moved, nowhere], payload => Assert.Equal("TerritoryError", ErrorOf(payload).Type));
        Assert.Contains("MA-AGD, MA-KHE", ErrorOf(refused[0]).Message, StringComparison.Ordinal);
        Assert.Single(await ChangesAsync(cooperative));
    }

    [Theory]
    [InlineData("/graphql?query={changes{nodes{subject}}}")]
    [InlineData("/graphql?query={a:changes{totalCount}}")]
    [InlineData("/graphql?query=query($c:Boolean=true){...F@include(if:$c)}fragment%20F%20on%20Query{changes{aggregate{count}}}")]
    [InlineData("/graphql?query={change(id:%2200000000-0000-0000-0000-000000000001%22){subject}}")]
    [InlineData("/graphql/table.csv?query={changes{nodes{subject}}}")]
    public async Task Who_wrote_what_is_read_with_its_role_alone(string path)
    {
        using var read = await scene.Server.GetAsync(path, scene.TokenOf(["Changes.Read"]));
        using var anonymous = await scene.Server.GetAsync(path);
        using var officer = await scene.Server.GetAsync(path, scene.TokenOf(["Data.Enter"]));

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden),
            (read.StatusCode, anonymous.StatusCode, officer.StatusCode));
        Assert.True(read.Headers.CacheControl is { NoStore: true } or { Private: true });
    }

    private static string NewReference() => $"T-{Guid.NewGuid():N}";

    private static JsonObject Movement(string grant, string kind, decimal amount, string day, params (string Name, string Value)[] more)
    {
        var input = new JsonObject { ["grantId"] = grant, ["kind"] = kind, ["amount"] = amount, ["effectiveOn"] = day };
        foreach (var (name, value) in more)
        {
            input[name] = value;
        }

        return input;
    }

    private static string Document(string mutation, string type)
    {
        var result = mutation switch
        {
            "recordMovement" or "reverseMovement" => "movement",
            "recordObservation" => "observation",
            "registerCooperative" or "correctCooperative" => "cooperative",
            "awardGrant" or "correctGrant" => "grant",
            _ => "project",
        };
        return $$"""mutation($input: {{type}}!) { payload: {{mutation}}(input: $input) { result: {{result}} { id } """
            + $$"""alreadyRecorded errors { __typename ... on Error { message } } } }""";
    }

    private static (string? Type, string Message) ErrorOf(JsonNode payload)
    {
        Assert.Null(payload["result"]);
        var error = Assert.Single(payload["errors"]!.AsArray())!;
        return ((string?)error["__typename"], (string)error["message"]!);
    }

    private async Task<JsonNode> WriteAsync(string mutation, string type, JsonObject input, string? token = null)
    {
        var answer = await scene.AnswerAsync(token ?? Officer, Document(mutation, type), new JsonObject { ["input"] = input.DeepClone() });
        return answer["data"]?["payload"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    private async Task<string> IdAsync(string mutation, string type, JsonObject input)
    {
        var payload = await WriteAsync(mutation, type, input);
        return (string?)payload["result"]?["id"] ?? throw new InvalidOperationException(payload.ToJsonString());
    }

    // Named as it is numbered.
    private Task<string> NewCooperativeAsync(string province)
    {
        var reference = NewReference();
        return IdAsync(
            "registerCooperative",
            "RegisterCooperativeInput",
            new JsonObject { ["name"] = reference, ["provinceCode"] = province, ["foundedYear"] = 2020, ["reference"] = reference });
    }

    private async Task<string> NewGrantAsync(string province) => await IdAsync(
        "awardGrant", "AwardGrantInput", new JsonObject { ["cooperativeId"] = await NewCooperativeAsync(province), ["amount"] = 100 });

    private async Task<List<(string?, string?, string?, string?, string?)>> ChangesAsync(string id)
    {
        var answer = await scene.AnswerAsync(
            scene.TokenOf(["Changes.Read"]),
            "query($id: UUID!) { changes(where: { rowId: { eq: $id } }, order: [{ at: ASC }, { id: ASC }]) { nodes { type field mutation "
                + "subject client } } }",
            new JsonObject { ["id"] = id });
        return
        [
            .. answer["data"]!["changes"]!["nodes"]!.AsArray().Select(node =>
                (
                    (string?)node!["type"],
                    (string?)node["field"],
                    (string?)node["mutation"],
                    (string?)node["subject"],
                    (string?)node["client"])),
        ];
    }
}

/// <summary>Entry on SQLite.</summary>
public sealed class EntryOnSqlite(SqliteRecordings scene) : EntryTests(scene), IClassFixture<SqliteRecordings>;

/// <summary>Entry on PostgreSQL.</summary>
public sealed class EntryOnPostgres(PostgresRecordings scene) : EntryTests(scene), IClassFixture<PostgresRecordings>;
