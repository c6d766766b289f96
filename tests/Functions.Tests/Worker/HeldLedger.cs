using IndhCoops.Databases;
using IndhCoops.Functions.Tests.Publishing;
using Npgsql;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>The ledger, held by somebody else, so that work on it takes as long as a test wants.</summary>
internal sealed class HeldLedger(NpgsqlConnection holder, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<HeldLedger> HoldAsync(PublishingScene scene)
    {
        var holder = new NpgsqlConnection(scene.Database.Options.ConnectionString);
        await holder.OpenAsync(Cancelled);
        var transaction = await holder.BeginTransactionAsync(Cancelled);
        await using var command = new NpgsqlCommand("lock table movements", holder, transaction);
        await command.ExecuteNonQueryAsync(Cancelled);
        return new HeldLedger(holder, transaction);
    }

    /// <summary>Waits until somebody waits for the ledger, or until nobody does any more.</summary>
    public async Task UntilAsync(bool waiting)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from pg_locks where not granted and relation = 'movements'::regclass and database = (select oid "
                + "from pg_database where datname = current_database()))",
            holder,
            transaction);
        using var patience = Patience.Begin(Cancelled);
        while ((bool)(await command.ExecuteScalarAsync(patience.Token))! != waiting)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public Task ReleaseAsync() => transaction.RollbackAsync(Cancelled);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await holder.DisposeAsync();
    }
}
