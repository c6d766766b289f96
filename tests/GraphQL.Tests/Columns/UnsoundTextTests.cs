using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>SQLite takes any bytes for a text, also those that sqlite3 imports from a file in another encoding.</summary>
public sealed class UnsoundTextTests
{
    private const string Ask =
        "{ cooperatives { totalCount aggregate { countDistinct { legalForm } } groups { key { legalForm } count } } }";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cast(x'e9' as text)", "cast(x'e8' as text)")]
    [InlineData("'n' || char(0) || 'a'", "'n' || char(0) || 'b'")]
    public async Task Texts_that_the_copy_cannot_hold_are_answered_by_the_database_and_all_others_by_the_copy(string one, string other)
    {
        await using var database = await TestDatabase.WithDemoAsync(DatabaseKind.Sqlite, 20, Cancelled);
        await using var plain = await ColumnsServer.StartAsync(database.Options, isReady: false, settings: ("Columns:Enabled", "false"));
        await using var server = await ColumnsServer.StartAsync(database.Options);
        await using var context = await database.Contexts.CreateDbContextAsync(Cancelled);
        await WriteAsync(0, "char(65533)");
        await AssertSameAsync();
        Assert.All(await server.StoresAsync(Ask), store => Assert.EndsWith(": columns", store, StringComparison.Ordinal));

        await WriteAsync(1, one);
        await WriteAsync(2, other);
        await AssertSameAsync();
        await server.Log.WaitForAsync(line => line.Contains("a text in legal_form that is not UTF-8", StringComparison.Ordinal));
        await AssertSameAsync();

        async Task WriteAsync(int row, string text)
        {
            var which = $"select id from cooperatives order by id limit 1 offset {row}";
            var sql = $"update cooperatives set legal_form = {text} where id = ({which})";
            await context.Database.ExecuteSqlRawAsync(sql, Cancelled);
        }

        async Task AssertSameAsync() => Assert.Equal(await plain.AnswerAsync(Ask), await server.AnswerAsync(Ask));
    }
}
