using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Grants;

/// <summary>Finds the rows that break the rules of the ledger. It changes nothing.</summary>
public sealed partial class LedgerCheck(
    IDbContextFactory<IndhCoopsContext> contexts, IOptions<LedgerOptions> options, TimeProvider clock, ILogger<LedgerCheck>? logger = null)
{
    // So many lines of the log; the command has them all.
    private const int Shown = 10;

    // The whole ledger is summed.
    private const int TimeoutSeconds = 1800;

    private readonly ILogger _logger = logger ?? NullLogger<LedgerCheck>.Instance;

    /// <summary>All of them: those of grants by their first day, then values that no program can read.</summary>
    public async IAsyncEnumerable<LedgerFault> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var (ledger, sql) = (context.Provider.Ledger, new LedgerFaultSql(context.Provider.Ledger));
        var lastDay = clock.CurrentDay().AddDays(options.Value.DaysAhead);
        foreach (var query in (LedgerFaultQuery[])[sql.Overdrawn(), sql.Early(), sql.Late(lastDay), sql.Unexplained()])
        {
            await foreach (var fault in ReadAsync(context, query.Sql, reader => Fault(ledger, reader, query.What), cancellationToken))
            {
                yield return fault;
            }
        }

        // The model that processes start with does not say which columns the database computes.
        foreach (var entity in context.GetService<IDesignTimeModel>().Model.GetEntityTypes().OrderBy(
            entity => entity.GetTableName(), StringComparer.Ordinal))
        {
            foreach (var (column, rule) in ValueRule.Of(entity, context.Provider.Formats))
            {
                var count = $"select count(*) from {entity.GetTableName()} where not ({rule.Condition($"\"{column}\"")})";
                await foreach (var rows in ReadAsync(context, count, reader => reader.GetInt64(0), cancellationToken))
                {
                    if (rows > 0)
                    {
                        yield return new LedgerFault(
                            $"{entity.GetTableName()}.{column}", null, $"holds what is no {rule.Name} that can be read", rows);
                    }
                }
            }
        }
    }

    /// <summary>Says in the log what there is, for an operator who has upgraded.</summary>
    public async Task WarnAsync(CancellationToken cancellationToken)
    {
        var faults = await FindAsync(cancellationToken).ToListAsync(cancellationToken);
        if (faults.Count > 0)
        {
            var shown = faults.Take(Shown).Select(fault => $"{fault.Where} ({fault.FirstDay ?? "no day"}: {fault.What})");
            Warn(faults.Sum(fault => fault.Rows), string.Join("; ", shown) + (faults.Count > Shown ? "; …" : ""));
        }
    }

    /// <summary>How many movements and grants there are.</summary>
    public async Task<(long Grants, long Movements)> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Grants.LongCountAsync(cancellationToken), await context.Movements.LongCountAsync(cancellationToken));
    }

    private static LedgerFault Fault(LedgerSql ledger, DbDataReader reader, string what)
    {
        var grant = reader.GetString(0);
        grant = Guid.TryParse(grant, out var id) ? id.ToString() : grant;
        var missing = reader.IsDBNull(3) ? null : (decimal?)ledger.ReadAmount(reader, 3);
        return new LedgerFault(
            $"grant {grant}",
            reader.GetString(1),
            missing is { } amount ? string.Create(CultureInfo.InvariantCulture, $"{what} {amount:0.00} MAD") : what,
            reader.GetInt64(2));
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Rows} rows of an earlier version break the rules of the ledger and stay as they "
        + "are; the functions' command check-ledger lists them all: {Faults}")]
    private partial void Warn(long rows, string faults);

    private static async IAsyncEnumerable<T> ReadAsync<T>(
        IndhCoopsContext context, string sql, Func<DbDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of the model, and a day.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = TimeoutSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return read(reader);
        }
    }
}
