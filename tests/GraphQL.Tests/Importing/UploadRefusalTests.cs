using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Tests.Intake;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Importing;

/// <summary>
/// A file that is wrong, or comes from someone who may not send it, is refused with the reason, and nothing of it is kept.
/// </summary>
public abstract class UploadRefusalTests(RecordingScene scene)
{
    private static readonly string[] ImportRole = ["Data.Import"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Importer => scene.TokenOf(ImportRole);

    [Fact]
    public async Task Refused_rows_are_named_with_reason_and_remedy_and_come_back_as_a_workbook_to_whoever_sent_them()
    {
        var file = Cooperatives(("R-1", "Rose un", "MA-TIZ"), ("R-2", "Rose deux", "Nulle part"));
        var refused = await ImportAsync(Importer, file, ("language", "ar"));
        var english = await ImportAsync(Importer, file, ("language", "en"), ("dryRun", true));

        Assert.Null(refused["errors"]);
        var outcome = refused["importOutcome"]!;
        Assert.Equal(
            (false, "REFUSED", "REFUSED"),
            ((bool)outcome["committed"]!, (string?)outcome["outcome"], (string?)outcome["import"]!["outcome"]));
        var refusal = Assert.Single(outcome["refusals"]!.AsArray())!;
        Assert.Equal(
            ("C3", 3, "Nulle part", "UNKNOWN_NAME"),
            ((string?)refusal["cell"], (int)refusal["line"]!, (string?)refusal["value"], (string?)refusal["code"]));
        Assert.Contains("غير معروف", (string?)refusal["reason"], StringComparison.Ordinal);
        Assert.Contains("is not known", (string?)english["importOutcome"]!["refusals"]![0]!["reason"], StringComparison.Ordinal);
        Assert.StartsWith("The nearest", (string?)english["importOutcome"]!["refusals"]![0]!["remedy"], StringComparison.Ordinal);
        await AssertFetchableAsync((string)outcome["refusedFile"]!);
        await AssertFetchableAsync((string)english["importOutcome"]!["refusedFile"]!);

        var sound = (await ImportAsync(Importer, file, ("acceptSound", true)))["importOutcome"]!;
        Assert.Equal((true, "ACCEPTED_SOUND"), ((bool)sound["committed"]!, (string?)sound["outcome"]));
        Assert.Equal(
            (1, 0, 1), ((int)sound["sheets"]![0]!["new"]!, (int)sound["sheets"]![0]!["same"]!, (int)sound["sheets"]![0]!["refused"]!));

        var changed = (await ImportAsync(Importer, Cooperatives(("R-1", "Rose une", "MA-TIZ")), ("dryRun", true)))["importOutcome"]!;
        Assert.Equal(
            """{"line":2,"what":"COOPERATIVE","field":"name","old":"Rose un","new":"Rose une"}""",
            Without(changed["changes"]![0]!.AsObject(), "sheet").ToJsonString());
    }

    [Fact]
    public async Task Rows_of_another_province_are_refused_and_so_is_a_token_of_none()
    {
        var file = Cooperatives(("F-1", "Fleur", "MA-TIZ"));
        var foreign = await ImportAsync(scene.TokenOf(ImportRole, "MA-KHE"), file);
        var nowhere = await ImportAsync(
            scene.Authority.Issue(
                token => token.Claims = new Dictionary<string, object> { ["provinces"] = Array.Empty<string>() }, roles: ImportRole),
            file);

        Assert.Equal("OTHER_PROVINCE", (string?)foreign["importOutcome"]!["refusals"]![0]!["code"]);
        Assert.Equal("TerritoryError", ErrorOf(foreign).Type);
        Assert.Contains("MA-KHE", ErrorOf(foreign).Message, StringComparison.Ordinal);
        Assert.Null(nowhere["importOutcome"]);
        Assert.Equal("TerritoryError", ErrorOf(nowhere).Type);
        await using var context = scene.Context();
        Assert.False(await context.Cooperatives.AnyAsync(row => row.Reference == "F-1", Cancelled));
    }

    [Theory]
    [InlineData("empty", "FileKindError", "FILE_EMPTY")]
    [InlineData("noise", "FileKindError", "FILE_NO_WORKBOOK")]
    [InlineData("xls", "FileKindError", "FILE_OLD_WORKBOOK")]
    [InlineData("macros", "FileKindError", "FILE_MACROS")]
    [InlineData("entities", "FileKindError", "FILE_ENTITIES")]
    [InlineData("bomb", "FileTooLargeError", "FILE_BOMB")]
    [InlineData("columns", "FileTooLargeError", "FILE_TOO_MANY_COLUMNS")]
    public async Task A_file_that_is_no_table_is_refused_as_a_whole(string kind, string type, string code)
    {
        var payload = await ImportAsync(Importer, Hostile(kind));

        Assert.Equal(type, ErrorOf(payload).Type);
        Assert.Equal(code, (string?)payload["importOutcome"]!["refusals"]![0]!["code"]);
        Assert.NotNull(payload["importOutcome"]!["import"]);
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_refused_and_so_is_a_file_that_is_no_part_of_a_form()
    {
        var payload = await ImportAsync(Importer, Cooperatives(("L-1", "Lys", "MA-TIZ")), ("language", "de"));
        Assert.Equal("LanguageError", ErrorOf(payload).Type);

        var variable = await scene.AnswerAsync(Importer, Forms.Document, new JsonObject { ["input"] = new JsonObject { ["file"] = "0" } });
        Assert.Equal("HC0016", (string?)variable["errors"]![0]!["extensions"]!["code"]);
        var nothing = await scene.AnswerAsync(Importer, Forms.Document, new JsonObject { ["input"] = new JsonObject { ["file"] = null } });
        Assert.Equal("HC0018", (string?)nothing["errors"]![0]!["extensions"]!["code"]);
        var literal = await scene.AnswerAsync(Importer, "mutation { importFile(input: { file: \"0\" }) { errors { __typename } } }");
        Assert.NotNull(literal["errors"]);
        Assert.Null(literal["data"]);
    }

    [Theory]
    [InlineData(null, "401")]
    [InlineData("Data.Enter", "403")]
    public async Task Of_a_stranger_no_large_body_is_read(string? role, string status)
    {
        var token = role is null ? "" : $"Authorization: Bearer {scene.TokenOf([role])}\r\n";
        using var client = await RawAsync(scene.Server, $"{token}Content-Length: 30000000\r\n\r\n--x\r\n");

        Assert.Contains($" {status} ", await FirstLineAsync(client), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("Data.Enter", HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED")]
    public async Task Of_a_stranger_no_file_is_taken(string? role, HttpStatusCode status, string code)
    {
        using var form = Forms.Import(Cooperatives(("S-1", "Sauge", "MA-TIZ")), "a.csv");
        await HttpAssertions.RefusedAsync(
            await Forms.SendAsync(scene.Server, role is null ? null : scene.TokenOf([role]), form), status, code);
    }

    [Theory]
    [InlineData("Data.Import", HttpStatusCode.OK)]
    [InlineData("Changes.Read", HttpStatusCode.OK)]
    [InlineData("Data.Enter", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Imports_are_for_those_who_import_or_audit(string? role, HttpStatusCode status)
    {
        foreach (var path in (string[])
        [
            "/graphql?query={imports{nodes{message}}}", "/graphql?query={a:imports{aggregate{count}}}",
            "/graphql/table.csv?query={imports{nodes{message}}}",
        ])
        {
            using var answer = await scene.Server.GetAsync(path, role is null ? null : scene.TokenOf([role]));
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_whether_its_length_is_announced_or_not()
    {
        await using var server = await StartAsync(("Uploads:MaxBytes", "1000"), ("GraphHttp:MaxRequestSize", "5000"));
        var file = new byte[1001];
        foreach (var isChunked in (bool[])[false, true])
        {
            using var request = Forms.Request(Forms.Import(file, "a.csv"), Importer);
            request.Headers.TransferEncodingChunked = isChunked;
            using var answer = await server.SendAsync(request);
            var error = await HttpAssertions.RefusedAsync(answer, HttpStatusCode.BadRequest, "HC0010");
            Assert.Equal(1000, error.GetProperty("extensions").GetProperty("maxFileBytes").GetInt32());
        }

        using var client = await RawAsync(server, $"Authorization: Bearer {Importer}\r\nContent-Length: 30000000\r\n\r\n--x\r\n");
        Assert.Contains(" 400 ", await FirstLineAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_or_is_slow_in_mid_upload_leaves_no_file_and_no_place_taken()
    {
        var folder = Directory.CreateTempSubdirectory("uploads-");
        var input = new JsonObject { ["file"] = null };
        var operations = new JsonObject { ["query"] = Forms.Document, ["variables"] = new JsonObject { ["input"] = input } };
        try
        {
            await using var server = await StartAsync(("Uploads:Folder", folder.FullName), ("Uploads:PerClient", "1"));
            await using var hurried = await StartAsync(
                ("Uploads:Folder", folder.FullName), ("Uploads:PerClient", "1"), ("Uploads:BodyTimeout", "00:00:01"));
            for (var status = HttpStatusCode.OK; status != HttpStatusCode.TooManyRequests;)
            {
                // It may come before the request ahead of it has given its place back. Then it is refused, and sent once more.
                using var broken = await RawAsync(server, Begin(1_000_000));
                broken.LingerState = new LingerOption(true, 0);
                using var second = await PreviewAsync(server);
                status = second.StatusCode;
            }

            using var after = await UntilAsync(server, HttpStatusCode.OK);
            using var slow = await RawAsync(hurried, Begin(1_000_000));
            Assert.Contains(" 408 ", await FirstLineAsync(slow), StringComparison.Ordinal);
            using var next = await UntilAsync(hurried, HttpStatusCode.OK);
            Assert.Empty(folder.GetFileSystemInfos());
            await using var context = scene.Context();
            Assert.False(await context.Imports.AnyAsync(import => import.FileName == "broken.csv", Cancelled));
        }
        finally
        {
            folder.Delete(true);
        }

        string Begin(int length) =>
            $"Authorization: Bearer {Importer}\r\nContent-Length: {length}\r\n\r\n"
            + "--x\r\nContent-Disposition: form-data; "
            + $"name=operations\r\n\r\n{operations.ToJsonString()}\r\n"
            + "--x\r\nContent-Disposition: form-data; name=map\r\n\r\n{\"0\":[\"variables.input.file\"]}\r\n"
            + $"--x\r\nContent-Disposition: form-data; name=0; filename=broken.csv\r\n\r\n{new string('a', 100_000)}";
    }

    [Fact]
    public async Task Where_there_is_no_room_for_a_file_it_is_to_be_sent_again()
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-");
        await using var server = await StartAsync(("Uploads:Folder", folder.FullName));
        folder.Delete();
        using var answer = await Forms.SendAsync(server, Importer, Forms.Import(Cooperatives(("N-1", "Nard", "MA-TIZ")), "a.csv"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Whoever_waits_too_long_for_another_import_is_told_and_nothing_is_written()
    {
        await using var patient = await StartAsync(("Uploads:Wait", "00:00:01"));
        await using var hurried = await StartAsync(("Uploads:Timeout", "00:00:02"));
        var file = Cooperatives(("W-1", "Menthe", "MA-TIZ"));
        await using (var context = scene.Context())
        {
            await using var turn = await context.Database.BeginTransactionAsync(Cancelled);
            await context.Database.ExecuteSqlRawAsync(
                context.Database.IsNpgsql()
                    ? "select pg_advisory_xact_lock(1229865032)"
                    : "update ledger_limits set days_ahead = days_ahead",
                Cancelled);

            Assert.Equal(
                "BusyError", ErrorOf(await PayloadAsync(await Forms.SendAsync(patient, Importer, Forms.Import(file, "a.csv")))).Type);
            using var late = await Forms.SendAsync(hurried, Importer, Forms.Import(file, "a.csv"));
            Assert.Contains("HC0045", await late.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        var after = await ImportAsync(Importer, file);
        Assert.Equal((1, 0), ((int)after["importOutcome"]!["sheets"]![0]!["new"]!, (int)after["importOutcome"]!["sheets"]![0]!["same"]!));
    }

    private async Task AssertFetchableAsync(string path)
    {
        using var own = await scene.Server.GetAsync(path, Importer);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var workbook = new ZipArchive(await own.Content.ReadAsStreamAsync(Cancelled));
        Assert.Contains(workbook.Entries, entry => entry.FullName == "xl/workbook.xml");

        string[] others = ["", scene.TokenOf(["Data.Enter"]), scene.Authority.Issue(roles: ImportRole)];
        var statuses = new List<HttpStatusCode>();
        foreach (var token in others)
        {
            using var answer = await scene.Server.GetAsync(path, token.Length == 0 ? null : token);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], statuses);
    }

    private async Task<AccessServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var server = await scene.StartAsync(
            [("Access:Authority", scene.Authority.Issuer), ("Access:Audience", Authority.Audience), .. settings]);
        await server.UntilKeysAreThereAsync();
        return server;
    }

    private Task<HttpResponseMessage> PreviewAsync(AccessServer server) =>
        Forms.SendAsync(server, Importer, Forms.Import(Cooperatives(("P-1", "Pavot", "MA-TIZ")), "a.csv", ("dryRun", true)));

    private async Task<HttpResponseMessage> UntilAsync(AccessServer server, HttpStatusCode status)
    {
        using var deadline = Patience.Begin(Cancelled);
        while (true)
        {
            var answer = await PreviewAsync(server);
            if (answer.StatusCode == status)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(20, deadline.Token);
        }
    }

    private Task<JsonNode> ImportAsync(string token, byte[] file, params (string Name, JsonNode Value)[] input) =>
        ImportAsync(scene.Server, token, file, input);

    private static async Task<JsonNode> ImportAsync(
        AccessServer server, string token, byte[] file, params (string Name, JsonNode Value)[] input) =>
        await PayloadAsync(await Forms.SendAsync(server, token, Forms.Import(file, "a.csv", input)));

    private static async Task<JsonNode> PayloadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(Cancelled);
            return JsonNode.Parse(text)?["data"]?["importFile"] ?? throw new InvalidOperationException(text);
        }
    }

    private static (string? Type, string Message) ErrorOf(JsonNode payload)
    {
        var error = Assert.Single(payload["errors"]!.AsArray())!;
        return ((string?)error["__typename"], (string)error["message"]!);
    }

    private static JsonObject Without(JsonObject value, string name)
    {
        value.Remove(name);
        return value;
    }

    private static byte[] Cooperatives(params (string Reference, string Name, string Province)[] rows) =>
        Encoding.UTF8.GetBytes(
            string.Join("\n", [.. rows.Select(row => $"{row.Reference};{row.Name};{row.Province}").Prepend("Référence;Nom;Province"), ""]));

    private static byte[] Hostile(string kind) => kind switch
    {
        "empty" => [],
        "noise" => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i * 31))],
        "xls" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[5000]],
        "macros" => new OfficeBook().Sheet("Mouvements").Part("xl/vbaProject.bin", "x").Write().ToArray(),
        "entities" => new OfficeBook().Sheet("Mouvements").Part(
            "xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData/></worksheet>")
            .Write()
            .ToArray(),
        "bomb" => new OfficeBook { Level = CompressionLevel.Optimal }.SheetXml(
            "Mouvements", $"<sheetData><row>{new string(' ', 60 << 20)}</row></sheetData>")
            .Write()
            .ToArray(),
        _ => new OfficeBook().SheetXml("Mouvements", "<sheetData><row r=\"1\"><c r=\"BDWGN1\"><v>1</v></c></row></sheetData>").Write()
            .ToArray(),
    };

    // Sends exactly these bytes after the headers, which no HTTP client would do.
    private static async Task<TcpClient> RawAsync(AccessServer server, string rest)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Cancelled);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /graphql HTTP/1.1\r\nHost: {server.Address.Authority}\r\nGraphQL-Preflight: 1\r\nContent-Type: multipart/form-data; "
                + $"boundary=x\r\n{rest}");
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head), Cancelled);
        return client;
    }

    private static async Task<string> FirstLineAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(Cancelled) ?? "";
    }
}

public sealed class UploadRefusalsOnSqlite(SqliteRecordings scene) : UploadRefusalTests(scene), IClassFixture<SqliteRecordings>;

public sealed class UploadRefusalsOnPostgres(PostgresRecordings scene) : UploadRefusalTests(scene), IClassFixture<PostgresRecordings>;
