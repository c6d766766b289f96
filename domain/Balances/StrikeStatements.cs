using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Balances;

/// <summary>What the statements of a strike may name.</summary>
/// <param name="Number">The strike's number.</param>
/// <param name="End">The first day after the months that are struck.</param>
/// <param name="Now">When it is struck.</param>
internal sealed record StrikeParameters(int Number, DateOnly End, DateTimeOffset Now);

/// <summary>
/// Runs statements of a strike with the parameters that all of them may name, in the types that the database's mapping gives them.
/// </summary>
internal sealed class StrikeStatements(IndhCoopsContext context, IDbContextTransaction transaction, StrikeParameters parameters)
{
    /// <summary>How long one may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    private readonly List<TemporaryTable> _tables = [];

    /// <summary>What statements may name.</summary>
    public StrikeParameters Parameters => parameters;

    /// <summary>Makes tables, one after the other.</summary>
    public async Task MakeAsync(IEnumerable<TemporaryTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            _tables.Add(table);
            await ExecuteAsync(table.Create, cancellationToken);
        }
    }

    /// <summary>Drops the tables that were made: the connection outlives the transaction.</summary>
    public Task DropTablesAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(_tables.Select(table => $"drop table {table.Name}"), cancellationToken);

    /// <summary>Runs them one after the other.</summary>
    public async Task ExecuteAsync(IEnumerable<string> sql, CancellationToken cancellationToken)
    {
        foreach (var statement in sql)
        {
            await ExecuteAsync(statement, cancellationToken);
        }
    }

    /// <summary>Runs one, and says how many rows it wrote.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)Timeout.TotalSeconds;
        command.Transaction = transaction.GetDbTransaction();
        Add("strike", typeof(Strike), nameof(Strike.Number), parameters.Number);
        Add("now", typeof(Strike), nameof(Strike.StruckAt), parameters.Now);
        Add("end", typeof(StruckMonth), nameof(StruckMonth.Month), parameters.End);
        return await Tracing.RunAsync(() => StatementSpan.Start(context.Provider.Kind, sql), async span =>
        {
            var rows = await command.ExecuteNonQueryAsync(cancellationToken);
            span?.SetTag("indhcoops.rows.written", rows < 0 ? null : rows);
            return rows;
        });

        void Add(string name, Type entity, string property, object value) => command.Parameters.Add(
            context.Model.FindEntityType(entity)!.FindProperty(property)!.GetRelationalTypeMapping().CreateParameter(command, name, value));
    }
}
