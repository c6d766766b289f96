using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>
/// Whoever writes without foreign keys, as sqlite3 does by itself, leaves rows that refer to rows that are not there. Joins leave them out,
/// and the copy by columns joins less than the database.
/// </summary>
public abstract class LostReferenceTests(DatabaseKind kind)
{
    private const string Ask = """
        { grants { totalCount aggregate { count countDistinct { cooperative { id province { code } } } }
          groups(first: 100) { key { cooperative { province { code } } } count } } }
        """;

    private const string Said = " has rows that refer to rows that are not there";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1 = 1")]
    [InlineData("id in (select cooperative_id from grants)")]
    [InlineData("id in (select id from cooperatives where id in (select cooperative_id from grants) order by id limit 1)")]
    public async Task While_rows_refer_to_rows_that_are_not_there_the_database_answers(string removed)
    {
        await using var database = await TestDatabase.WithDemoAsync(kind, 300, Cancelled);
        await using var plain = await ColumnsServer.StartAsync(database.Options, isReady: false, settings: ("Columns:Enabled", "false"));
        await using var server = await ColumnsServer.StartAsync(database.Options);
        await AssertSameAsync();
        Assert.All(await server.StoresAsync(Ask), store => Assert.EndsWith(": columns", store, StringComparison.Ordinal));
        await using var context = await database.Contexts.CreateDbContextAsync(Cancelled);
        var sql = WithoutForeignKeys($"delete from cooperatives where {removed}");
        await context.Database.ExecuteSqlRawAsync(sql, Cancelled);
        await AssertSameAsync();
        await AssertSameAsync();
        await server.Log.WaitForAsync(line => line.Contains(Said, StringComparison.Ordinal));

        // One that starts only now does not copy them either.
        await using var next = await ColumnsServer.StartAsync(database.Options, isReady: false);
        await next.Log.WaitForAsync(line => line.Contains(Said, StringComparison.Ordinal));
        Assert.Equal(await plain.AnswerAsync(Ask), await next.AnswerAsync(Ask));

        async Task AssertSameAsync() => Assert.Equal(await plain.AnswerAsync(Ask), await server.AnswerAsync(Ask));
    }

    private protected abstract string WithoutForeignKeys(string sql);
}

public sealed class LostReferencesOfSqlite() : LostReferenceTests(DatabaseKind.Sqlite)
{
    private protected override string WithoutForeignKeys(string sql) => $"pragma foreign_keys = off; {sql}; pragma foreign_keys = on";
}

public sealed class LostReferencesOfPostgres() : LostReferenceTests(DatabaseKind.PostgreSql)
{
    private protected override string WithoutForeignKeys(string sql) =>
        $"set session_replication_role = replica; {sql}; reset session_replication_role";
}
