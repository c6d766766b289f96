using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>A table that fails after it has begun, but before anything is sent: the client gets the error, and nothing else.</summary>
public abstract class TableFaultTests(DatabaseKind kind)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("parquet")]
    [InlineData("xlsx")]
    public async Task A_value_that_cannot_be_read_is_an_error_without_a_beginning_of_the_table(string extension)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        await using (var context = database.Contexts.CreateDbContext())
        {
            context.AddRange(
                new Programme("P1", "P1", ["a"], null, Phase.III, 2019, 2023, null, "s"),
                new Programme("P2", "P2", ["b"], null, Phase.III, 2019, 2023, null, "s"));
            await context.SaveChangesAsync(Cancelled);
            await context.Database.ExecuteSqlRawAsync(
                kind == DatabaseKind.Sqlite
                    ? "update programmes set aliases = '[' where code = 'P2'"
                    : "update programmes set aliases = array[array['b']] where code = 'P2'",
                Cancelled);
        }

        await using var server = await TableServer.StartAsync(database.Options);

        using var response = await server.Client.GetAsync(
            TableServer.Path(extension, "{ programmes(order: [{ code: ASC }]) { nodes { code aliases } } }"), Cancelled);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentDisposition);
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal("Unexpected Execution Error", JsonNode.Parse(body)!["errors"]![0]!["message"]!.GetValue<string>());
    }
}

public sealed class TableFaultsOnSqlite() : TableFaultTests(DatabaseKind.Sqlite);

public sealed class TableFaultsOnPostgres() : TableFaultTests(DatabaseKind.PostgreSql);
