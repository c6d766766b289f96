using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Importing;

/// <summary>A file comes in by the mutation, and says what became of it.</summary>
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
        _server = await AccessServer.StartAsync(_database.Options, ("Access:Authority", _authority.Issuer), ("Access:Audience", Authority.Audience));
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
        Console.WriteLine(preview.ToJsonString());
        var taken = await ImportAsync("suivi-exceljs.xlsx");
        Console.WriteLine(taken.ToJsonString());
        var again = await ImportAsync("suivi-libreoffice.xlsx");
        Console.WriteLine(again.ToJsonString());
        Assert.Null(again["errors"]);
    }

    private async Task<JsonNode> ImportAsync(string sample, params (string Name, JsonNode Value)[] input)
    {
        var file = await File.ReadAllBytesAsync(SourceTree.PathOf("tests", "Domain.Tests", "Intake", "Samples", sample), Cancelled);
        using var response = await Forms.SendAsync(_server, Importer, Forms.Import(file, sample, input));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }
}

public sealed class UploadOnSqlite() : UploadTests(DatabaseKind.Sqlite);

public sealed class UploadOnPostgres() : UploadTests(DatabaseKind.PostgreSql);
