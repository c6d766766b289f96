using System.Data.Common;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Persistence;

/// <summary>Reads the ledger of a grant in order, and locks it.</summary>
internal static class LedgerEntries
{
    /// <summary>A grant that nobody else can record on before the transaction ends.</summary>
    public static IQueryable<Grant> LockedGrant(this IndhCoopsContext context, Guid id) => context.Database.IsSqlite()
        ? context.Grants.Where(grant => grant.Id == id)
        : context.Grants.FromSql($"select * from grants where id = {id} for no key update");

    /// <summary>The movements of a grant, by day, and those of one day as they were recorded.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(IndhCoopsContext context, Guid grantId, CancellationToken cancellationToken)
    {
        var kind = context.Database.IsSqlite() ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;
        var movements = context.Model.FindEntityType(typeof(Movement))!;
        var order = $"select effective_on, kind, amount from movements where grant_id = @grant order by effective_on, {LedgerSql.Entry(kind)}";
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name of a column.
        command.CommandText = order;
#pragma warning restore CA2100
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        command.Parameters.Add(movements.FindProperty("GrantId")!.GetRelationalTypeMapping().CreateParameter(command, "@grant", grantId));
        var entries = new List<LedgerEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new LedgerEntry(reader.GetFieldValue<DateOnly>(0), Enum.Parse<MovementKind>(reader.GetString(1), ignoreCase: true), Amount(reader, kind)));
        }

        return entries;
    }

    private static decimal Amount(DbDataReader reader, DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite ? SqliteFormats.FromCentimes(reader.GetInt64(2)) : reader.GetDecimal(2);
}
