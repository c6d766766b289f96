using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>A ledger that is written with plain SQL, as somebody would with a tool of the database.</summary>
internal sealed class RawLedger : IAsyncDisposable
{
    // SQLite's shell does not hold foreign keys unless told to.
    private const string Loose = "pragma foreign_keys = off; ";

    private readonly TestDatabase _database;

    /// <summary>A ledger in a database that is there.</summary>
    public RawLedger(TestDatabase database) => _database = database;

    /// <summary>The database.</summary>
    public TestDatabase Database => _database;

    /// <summary>A grant that may have movements since 2005, as a literal.</summary>
    public const string Grant = "(select id from grants order by id limit 1)";

    private bool IsSqlite => _database.Options.Kind == DatabaseKind.Sqlite;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RawLedger> CreateAsync(DatabaseKind kind)
    {
        return new RawLedger(await TestDatabase.WithFactsAsync(kind, Cancelled));
    }

    /// <summary>The identifier of a movement, as a literal.</summary>
    public string Id(int number) => IsSqlite ? $"x'{number:x32}'" : $"'00000000-0000-0000-0000-{number:x12}'";

    /// <summary>An amount in whole dirhams, as a literal.</summary>
    public string Money(int dirhams) => IsSqlite ? $"{dirhams}00" : $"{dirhams}";

    /// <summary>The statement that inserts a movement; every value is a literal.</summary>
    public string Insert(int number, string kind, string amount, string day, string verb = "insert into", string grant = Grant) =>
        $"{verb} movements (id, kind, amount, effective_on, recorded_at, grant_id, data_source) values ({Id(number)}, "
            + $"'{kind}', {amount}, {day}, {(IsSqlite ? "1" : "'2015-01-01 00:00:00+00'")}, {grant}, 'PRESS')";

    /// <summary>Inserts a movement.</summary>
    public Task MoveAsync(int number, string kind, int dirhams, string day = "2015-01-01") =>
        ExecuteAsync(Insert(number, kind, Money(dirhams), $"'{day}'"));

    /// <summary>Runs a statement as whoever opens the database by other means.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var context = _database.Contexts.CreateDbContext();
        await context.Database.OpenConnectionAsync(Cancelled);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = IsSqlite ? $"{Loose}{sql}" : sql;
        try
        {
            await command.ExecuteNonQueryAsync(Cancelled);
        }
        finally
        {
            if (IsSqlite)
            {
                // The connection goes back into the pool.
                command.CommandText = "pragma foreign_keys = on";
                await command.ExecuteNonQueryAsync(Cancelled);
            }
        }
    }

    /// <summary>Asserts that the database refuses a statement, and that the ledger stays as it was.</summary>
    public async Task RefusedAsync(string sql, string reason = "")
    {
        var before = await StateAsync();
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ExecuteAsync(sql));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    /// <summary>Plants rows that the database would refuse, as an earlier version took them.</summary>
    public async Task PlantAsync(params string[] statements)
    {
        if (!IsSqlite)
        {
            await ExecuteAsync("alter table movements disable trigger user");
            await ExecuteAsync(string.Join(';', statements));
            await ExecuteAsync("alter table movements enable trigger user");
            return;
        }

        await using var context = _database.Contexts.CreateDbContext();
        var triggers = await context.Database.SqlQueryRaw<string>(
            """select sql as "Value" from sqlite_master where type = 'trigger' and tbl_name in ('movements', 'grants') order by rowid""")
            .ToListAsync(Cancelled);
        foreach (var name in await context.Database.SqlQueryRaw<string>(
            """select name as "Value" from sqlite_master where type = 'trigger' and tbl_name in ('movements', 'grants')""")
            .ToListAsync(Cancelled))
        {
            await ExecuteAsync($"drop trigger {name}");
        }

        foreach (var statement in statements.Concat(triggers))
        {
            await ExecuteAsync(statement);
        }
    }

    /// <summary>All movements, in words.</summary>
    public async Task<string> StateAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        var order = IsSqlite ? "rowid" : "entry";
        var row = IsSqlite
            ? "hex(id) || kind || amount || effective_on || hex(grant_id) || coalesce(reference, '')"
            : "id::text || kind || amount || effective_on || grant_id::text || coalesce(reference, '')";
#pragma warning disable EF1002 // Constants.
        return string.Join(
            '\n',
            await context.Database.SqlQueryRaw<string>($"""select {row} as "Value" from movements order by {order}""")
                .ToListAsync(Cancelled));
#pragma warning restore EF1002
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
