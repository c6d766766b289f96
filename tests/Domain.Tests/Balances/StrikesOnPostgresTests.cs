using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Tests.Balances;

/// <summary>
/// What a strike does on PostgreSQL alone: SQLite has one connection that writes, and indexes that are kept up with each row.
/// </summary>
public sealed class StrikesOnPostgresTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.WithFactsAsync(DatabaseKind.PostgreSql, Cancelled);
        await using var context = _database.Contexts.CreateDbContext();
        var cooperative = new Cooperative(
            Guid.NewGuid(), "test", await context.Provinces.FirstAsync(Cancelled), 2015, DataSource.Press, "test");
        context.Add(new Grant(Guid.NewGuid(), cooperative, 500m, null, null, null, null, null, DataSource.Press, "test"));
        await context.SaveChangesAsync(Cancelled);
        await RecordAsync(MovementKind.Commitment, 500m);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_is_recorded_while_a_strike_runs_is_left_to_the_next_by_both_of_its_connections()
    {
        // The second connection of the strike comes after the snapshot that it must sum by.
        var contexts = new MeddlingContexts(_database.Contexts, onSecond: () => RecordAsync(MovementKind.Disbursement, 200m));
        await new BalanceStriker(contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);

        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(1, (await context.Strikes.SingleAsync(Cancelled)).Movements);
        Assert.All(await context.Balances.ToListAsync(Cancelled), balance => Assert.Equal(500m, balance.Closing));
        Assert.Single(await context.UnstruckMovements.ToListAsync(Cancelled));

        await new BalanceStriker(_database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        Assert.Equal(300m, (await context.Balances.AsNoTracking().OrderBy(balance => balance.Month).LastAsync(Cancelled)).Closing);
    }

    [Fact]
    public async Task A_strike_whose_second_connection_fails_leaves_nothing_behind()
    {
        var contexts = new MeddlingContexts(
            _database.Contexts, onSecond: () => throw new InvalidOperationException("No connection is free."));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new BalanceStriker(contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled));

        await using var context = _database.Contexts.CreateDbContext();
        Assert.Empty(await context.Strikes.ToListAsync(Cancelled));
        Assert.Empty(await context.StruckMonths.ToListAsync(Cancelled));
        Assert.Equal(1, (await new BalanceStriker(_database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled)).Number);
    }

    [Fact]
    public async Task A_first_strike_leaves_the_indexes_of_balances_as_they_were()
    {
        var before = await IndexesAsync();
        Assert.Equal(4, before.Count);
        await new BalanceStriker(_database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        Assert.Equal(before, await IndexesAsync());
    }

    [Fact]
    public async Task A_role_that_owns_no_table_strikes_too()
    {
        var role = $"clerk_{Guid.NewGuid():N}";
        await using var owner = NpgsqlDataSource.Create(_database.Options.ConnectionString);
        await ExecuteAsync(
            owner, $"create role {role} login; grant select, insert, update, delete on all tables in schema public to {role}");
        try
        {
            var options = DatabaseOptions.PostgreSql(
                new NpgsqlConnectionStringBuilder(_database.Options.ConnectionString)
                {
                    Username = role,
                    Pooling = false,
                }.ConnectionString);
            var outcome = await new BalanceStriker(new IndhCoopsContextFactory(options), TimeProvider.System)
                .StrikeAsync(afresh: false, Cancelled);
            Assert.True(outcome.Rows > 0);
            Assert.Equal(4, (await IndexesAsync()).Count);
        }
        finally
        {
            await ExecuteAsync(owner, $"drop owned by {role}; drop role {role}");
        }
    }

    private async Task<List<string>> IndexesAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        return await context.Database.SqlQuery<string>(
            $"""select indexdef as "Value" from pg_indexes where tablename = 'balances' order by indexname""").ToListAsync(Cancelled);
    }

    private async Task RecordAsync(MovementKind kind, decimal amount)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Grants.SingleAsync(row => row.Source == "test", Cancelled);
        context.Add(new Movement(Guid.NewGuid(), grant, kind, amount, new DateOnly(2024, 5, 20), null, DateTimeOffset.UtcNow));
        await context.SaveChangesAsync(Cancelled);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    // Does something before it gives the second context.
    private sealed class MeddlingContexts(
        IDbContextFactory<IndhCoopsContext> contexts, Func<Task> onSecond) : IDbContextFactory<IndhCoopsContext>
    {
        private int _given;

        public IndhCoopsContext CreateDbContext() => contexts.CreateDbContext();

        public async Task<IndhCoopsContext> CreateDbContextAsync(CancellationToken cancellationToken)
        {
            if (++_given == 2)
            {
                await onSecond();
            }

            return await contexts.CreateDbContextAsync(cancellationToken);
        }
    }
}
