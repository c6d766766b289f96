using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Persistence;

/// <summary>Reads the ledger of a grant in order.</summary>
internal static class LedgerEntries
{
    /// <summary>The movements of a grant by day; movements of one day in the order in which they were recorded.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(
        IndhCoopsContext context, Guid grantId, CancellationToken cancellationToken)
    {
        var ledger = context.Provider.Ledger;
        var movements = context.Model.FindEntityType(typeof(Movement))!;
        var order = $"select effective_on, kind, amount from movements where grant_id = @grant order by effective_on, {ledger.Entry}";
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
            entries.Add(
                new LedgerEntry(
                    reader.GetFieldValue<DateOnly>(0),
                    Enum.Parse<MovementKind>(reader.GetString(1), ignoreCase: true),
                    ledger.ReadAmount(reader, 2)));
        }

        return entries;
    }
}
