using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Importing;

/// <summary>A file is imported by the mutation, and the answer says what became of it.</summary>
public abstract class UploadTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Authority _authority = null!;
    private AccessServer _server = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Importer => _authority.Issue(roles: ["Data.Import"]);

    public async ValueTask InitializeAsync()
    {
        _authority = await Authority.StartAsync();
        _database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        _server = await AccessServer.StartAsync(
            _database.Options, ("Access:Authority", _authority.Issuer), ("Access:Audience", Authority.Audience));
        await _server.UntilKeysAreThereAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _authority.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_workbook_of_an_office_is_previewed_imported_and_found_unchanged()
    {
        var preview = await ImportAsync("suivi-exceljs.xlsx", ("dryRun", true));
        var taken = await ImportAsync("suivi-exceljs.xlsx");
        var again = await ImportAsync("suivi-libreoffice.xlsx");

        Assert.Equal((true, false, false, null), Became(preview));
        Assert.Equal((false, true, false, "ACCEPTED"), Became(taken));
        Assert.Equal((false, false, true, "UNCHANGED"), Became(again));
        Assert.Equal([(12, 0), (12, 0), (12, 0), (21, 0)], Sheets(preview));
        Assert.Equal([(12, 0), (12, 0), (12, 0), (21, 0)], Sheets(taken));
        Assert.Equal([(0, 12), (0, 12), (0, 12), (0, 21)], Sheets(again));
        Assert.Equal(57, (int)taken["import"]!["newRows"]!);
        await using var context = _database.Contexts.CreateDbContext();
        var id = Guid.Parse((string)taken["import"]!["id"]!);
        Assert.Equal("clerk", (await context.Imports.SingleAsync(import => import.Id == id, Cancelled)).Subject);
        Assert.Equal(70, await context.Changes.CountAsync(change => change.Import!.Id == id && change.Subject == "clerk", Cancelled));
    }

    [Fact]
    public async Task Text_files_come_in_one_after_another_and_the_workbook_brings_what_is_left()
    {
        foreach (var sample in (string[])["cooperatives-utf8-bom.csv", "projets-utf16.tsv", "subventions-cp1252.csv"])
        {
            Assert.Equal((false, true, false, "ACCEPTED"), Became(await ImportAsync(sample)));
        }

        Assert.Equal([(0, 12), (0, 12), (0, 12), (21, 0)], Sheets(await ImportAsync("suivi-libreoffice.xlsx")));
    }

    [Fact]
    public async Task Of_two_who_import_one_file_at_once_one_writes_it_and_the_other_finds_it_there()
    {
        var both = await Task.WhenAll(ImportAsync("suivi-exceljs.xlsx"), ImportAsync("suivi-exceljs.xlsx"));

        Assert.Equal(["ACCEPTED", "UNCHANGED"], both.Select(outcome => (string?)outcome["outcome"]).Order());
    }

    private static (bool, bool, bool, string?) Became(JsonNode outcome) =>
        ((bool)outcome["dryRun"]!, (bool)outcome["committed"]!, (bool)outcome["unchanged"]!, (string?)outcome["import"]?["outcome"]);

    private static IEnumerable<(int New, int Same)> Sheets(JsonNode outcome) =>
        outcome["sheets"]!.AsArray().Select(sheet => ((int)sheet!["new"]!, (int)sheet["same"]!));

    private async Task<JsonNode> ImportAsync(string sample, params (string Name, JsonNode Value)[] input)
    {
        var file = await File.ReadAllBytesAsync(SourceTree.PathOf("tests", "Domain.Tests", "Intake", "Samples", sample), Cancelled);
        using var response = await Forms.SendAsync(_server, Importer, Forms.Import(file, sample, input));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var payload = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["data"]!["importFile"]!;
        Assert.Null(payload["errors"]);
        return payload["importOutcome"]!;
    }
}

public sealed class UploadOnSqlite() : UploadTests(DatabaseKind.Sqlite);

public sealed class UploadOnPostgres() : UploadTests(DatabaseKind.PostgreSql);
