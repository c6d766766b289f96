using System.Data;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Balances;

/// <summary>
/// Sums the ledger of a strike on another connection to PostgreSQL, which sees what the strike's transaction saw, while that one lists and counts
/// grants. Two processes with a half each are faster than processes that share every statement, and leave the others to those who read.
/// </summary>
internal sealed class SumsBeside : IAsyncDisposable
{
    private readonly IndhCoopsContext _context;
    private readonly CancellationTokenSource _ending;
    private readonly Task _summing;
    private readonly string _sums;

    private SumsBeside(IndhCoopsContext context, string snapshot, string sums, StrikeParameters parameters, CancellationToken cancellationToken)
    {
        _context = context;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _sums = sums;
        _summing = SumAsync(snapshot, parameters, _ending.Token);
    }

    /// <summary>Starts summing.</summary>
    /// <param name="contexts">Where the other connection comes from.</param>
    /// <param name="strike">The context of the strike, in a transaction of at least repeatable read.</param>
    /// <param name="sums">The query of the sums.</param>
    /// <param name="parameters">What the query may name.</param>
    /// <param name="cancellationToken">Ends the summing.</param>
    public static async Task<SumsBeside> StartAsync(
        IDbContextFactory<IndhCoopsContext> contexts, IndhCoopsContext strike, string sums, StrikeParameters parameters, CancellationToken cancellationToken)
    {
        var snapshot = await strike.Database.SqlQuery<string>($"""select pg_export_snapshot() as "Value" """).SingleAsync(cancellationToken);
        return new SumsBeside(await contexts.CreateDbContextAsync(cancellationToken), snapshot, sums, parameters, cancellationToken);
    }

    /// <summary>Waits for the sums and brings them to the strike's connection, as its table of sums.</summary>
    public async Task BringAsync(IndhCoopsContext strike, StrikeStatements statements, CancellationToken cancellationToken)
    {
        await _summing;
        await statements.ExecuteAsync($"{BalanceSql.CreateSums(_sums)} with no data", cancellationToken);
        await using var from = await Connection(_context).BeginRawBinaryCopyAsync($"copy {BalanceSql.Sums} to stdout (format binary)", cancellationToken);
        await using var to = await Connection(strike).BeginRawBinaryCopyAsync($"copy {BalanceSql.Sums} from stdin (format binary)", cancellationToken);
        await from.CopyToAsync(to, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _summing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _context.DisposeAsync();
        _ending.Dispose();
    }

    private static NpgsqlConnection Connection(IndhCoopsContext context) => (NpgsqlConnection)context.Database.GetDbConnection();

    private async Task SumAsync(string snapshot, StrikeParameters parameters, CancellationToken cancellationToken)
    {
        // Ends with its connection, and so does the table.
        var transaction = await _context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var statements = new StrikeStatements(DatabaseKind.PostgreSql, _context, transaction, parameters);
        await statements.ExecuteAsync([$"set transaction snapshot '{snapshot}'", BalanceSql.TuneSums, BalanceSql.CreateSums(_sums)], cancellationToken);
    }
}
