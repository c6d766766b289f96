using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Finds out which state the database is in, and begins to copy it.</summary>
/// <param name="tables">The tables that are copied.</param>
/// <param name="source">What is read for as long as it takes.</param>
/// <param name="queries">
/// The same data, for the few rows that a request waits for: no table that others download keeps it from a connection.
/// </param>
/// <param name="version">Tells the state.</param>
internal sealed class ColumnsLoader(
    CopiedTables tables, [FromKeyedServices(ServerStore.ForTables)] GraphDatabase source, GraphDatabase queries, DataVersion version)
{
    /// <summary>How many rows there are to copy.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var rows = 0L;
        await using var reading = await source.BeginAsync(isSnapshotNeeded: false, cancellationToken);
        var counts = string.Join(" + ", tables.All.Select(table => $"(select count(*) from \"{table.Entity.Table}\")"));
        await ColumnsSource.AskAsync(reading, new($"select {counts}", [], []), row => rows = row.GetInt64(0), cancellationToken);
        return rows;
    }

    /// <summary>
    /// Begins to read one state of the database; null where it could not be learned which. The state is asked for before and after the
    /// transaction's first statement: if it is the same, it is that of the transaction.
    /// </summary>
    /// <param name="isWaitedFor">Whether a request waits for what is read.</param>
    public async Task<ColumnsSource?> BeginAsync(bool isWaitedFor, CancellationToken cancellationToken)
    {
        const int Turns = 20;
        var first = new SqlStatement($"select 1 from \"{tables.All.First().Entity.Table}\" limit 1", [], []);
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = await StateAsync(cancellationToken);
            var reading = await (isWaitedFor ? queries : source).BeginAsync(isSnapshotNeeded: true, cancellationToken);
            try
            {
                await ColumnsSource.AskAsync(reading, first, _ => { }, cancellationToken);
                if (before is not null && await StateAsync(cancellationToken) is { } after && after.Number == before.Number)
                {
                    return new ColumnsSource(reading, source.Dialect, after);
                }
            }
            catch
            {
                await reading.DisposeAsync();
                throw;
            }

            await reading.DisposeAsync();
        }

        return null;
    }

    /// <summary>The state of the data. What follows takes longer than others would like to wait on the same thread.</summary>
    public async ValueTask<DataState?> StateAsync(CancellationToken cancellationToken) =>
        await version.CurrentAsync(cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
