using System.Data;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>
/// Makes tables of a strike on another connection to PostgreSQL, which sees what the strike's transaction saw, while that one makes others.
/// Two processes with a half each are faster than processes that share every statement, and leave the others to those who read.
/// </summary>
internal sealed class TablesBeside : IAsyncDisposable
{
    private readonly IndhCoopsContext _context;
    private readonly CancellationTokenSource _ending;
    private readonly Task _making;
    private readonly TemporaryTable[] _tables;

    private TablesBeside(
        IndhCoopsContext context,
        string snapshot,
        TemporaryTable[] tables,
        StrikeParameters parameters,
        CancellationToken cancellationToken)
    {
        _context = context;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _tables = tables;
        _making = MakeAsync(snapshot, parameters, _ending.Token);
    }

    /// <summary>Starts making tables.</summary>
    /// <param name="contexts">Where the other connection comes from.</param>
    /// <param name="strike">The context of the strike, in a transaction of at least repeatable read.</param>
    /// <param name="tables">The tables to make. They cannot read what the strike has written: the other connection does not see it.</param>
    /// <param name="parameters">What the queries may name.</param>
    public static async Task<TablesBeside> StartAsync(
        IDbContextFactory<IndhCoopsContext> contexts,
        IndhCoopsContext strike,
        TemporaryTable[] tables,
        StrikeParameters parameters,
        CancellationToken cancellationToken)
    {
        var snapshot = await strike.Database.SqlQuery<string>($"""select pg_export_snapshot() as "Value" """)
            .SingleAsync(cancellationToken);
        return new TablesBeside(await contexts.CreateDbContextAsync(cancellationToken), snapshot, tables, parameters, cancellationToken);
    }

    /// <summary>Waits for the tables and brings them to the strike's connection.</summary>
    public async Task BringAsync(IndhCoopsContext strike, StrikeStatements statements, CancellationToken cancellationToken)
    {
        await _making;
        await statements.MakeAsync(_tables.Select(table => table.Empty), cancellationToken);
        foreach (var table in _tables)
        {
            await using var from = await Connection(_context)
                .BeginRawBinaryCopyAsync($"copy {table.Name} to stdout (format binary)", cancellationToken);
            await using var to = await Connection(strike)
                .BeginRawBinaryCopyAsync($"copy {table.Name} from stdin (format binary)", cancellationToken);
            await from.CopyToAsync(to, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _context.DisposeAsync();
        _ending.Dispose();
    }

    private static NpgsqlConnection Connection(IndhCoopsContext context) => (NpgsqlConnection)context.Database.GetDbConnection();

    private async Task MakeAsync(string snapshot, StrikeParameters parameters, CancellationToken cancellationToken)
    {
        // Ends with its connection, and so do the tables.
        var transaction = await _context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var statements = new StrikeStatements(_context, transaction, parameters);
        await statements.ExecuteAsync([$"set transaction snapshot '{snapshot}'", PostgresStrikeRun.TuneBeside], cancellationToken);
        await statements.MakeAsync(_tables, cancellationToken);
    }
}
