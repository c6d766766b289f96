using IndhCoops.Databases;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>What somebody is told who records a movement while the connection to PostgreSQL is lost in its commit.</summary>
public sealed class LostCommitTests : IAsyncLifetime
{
    private RawLedger _ledger = null!;
    private NewMovement _commitment = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ledger = await RawLedger.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = _ledger.Database.Contexts.CreateDbContext();
        _commitment = new NewMovement(
            await context.Grants.Select(grant => grant.Id).FirstAsync(Cancelled),
            MovementKind.Commitment,
            100,
            new DateOnly(2024, 6, 15),
            "D-1");
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task It_is_recorded_where_the_commit_arrived()
    {
        await using var proxy = new LosingProxy(_ledger.Database.Options.ConnectionString, LosingProxy.Loss.Answer);

        var recorded = await RecordAsync(proxy);

        Assert.False(recorded.AlreadyRecorded);
        Assert.Equal([recorded.Movement.Id], await RecordedAsync());
    }

    [Fact]
    public async Task It_is_not_recorded_where_the_commit_did_not_arrive_and_can_be_sent_again()
    {
        await using var proxy = new LosingProxy(_ledger.Database.Options.ConnectionString, LosingProxy.Loss.Request);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RecordAsync(proxy));

        Assert.Empty(await RecordedAsync());
        Assert.False((await RecordAsync(proxy)).AlreadyRecorded);
    }

    [Fact]
    public async Task It_is_said_that_nobody_knows_where_the_database_is_gone_and_sent_again_it_is_recorded_once()
    {
        await using var proxy = new LosingProxy(_ledger.Database.Options.ConnectionString, LosingProxy.Loss.AnswerAndServer);

        var uncertain = await Assert.ThrowsAsync<MovementUncertainException>(() => RecordAsync(proxy));

        Assert.Equal([uncertain.MovementId], await RecordedAsync());
        var again = await RecorderOn(_ledger.Database.Contexts).RecordAsync(_commitment, Cancelled);
        Assert.Equal((uncertain.MovementId, true), (again.Movement.Id, again.AlreadyRecorded));
    }

    [Fact]
    public async Task So_it_is_with_what_an_office_enters()
    {
        var input = new NewCooperative("Nour", "MA-TIZ", "C-1");
        await using var arrived = new LosingProxy(_ledger.Database.Options.ConnectionString, LosingProxy.Loss.Answer);
        await using var lost = new LosingProxy(_ledger.Database.Options.ConnectionString, LosingProxy.Loss.Request);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RegisterAsync(lost));
        var entered = await RegisterAsync(arrived);

        Assert.False(entered.AlreadyRecorded);
        await using var context = _ledger.Database.Contexts.CreateDbContext();
        Assert.Equal(entered.Id, (await context.Changes.SingleAsync(Cancelled)).RowId);

        Task<Entered> RegisterAsync(LosingProxy proxy) =>
            new CooperativeEntry(
                new IndhCoopsContextFactory(DatabaseOptions.PostgreSql(proxy.ConnectionString)),
                Options.Create(new LedgerOptions()),
                TimeProvider.System)
                .RegisterAsync(input, new ChangeOrigin(DateTimeOffset.UtcNow, Author.CommandLine), Cancelled);
    }

    private Task<RecordedMovement> RecordAsync(LosingProxy proxy) =>
        RecorderOn(new IndhCoopsContextFactory(DatabaseOptions.PostgreSql(proxy.ConnectionString))).RecordAsync(_commitment, Cancelled);

    private static MovementRecorder RecorderOn(IDbContextFactory<IndhCoopsContext> contexts) =>
        new(contexts, Options.Create(new LedgerOptions()), TimeProvider.System) { Patience = TimeSpan.FromSeconds(1) };

    private async Task<List<Guid>> RecordedAsync()
    {
        await using var context = _ledger.Database.Contexts.CreateDbContext();
        return await context.Movements.Select(movement => movement.Id).ToListAsync(Cancelled);
    }
}
