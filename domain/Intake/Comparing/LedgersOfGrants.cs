using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Reads the ledgers of many grants at once.</summary>
internal static class LedgersOfGrants
{
    /// <summary>The movements of some grants, those of each by day, and those of one day as they were recorded.</summary>
    public static async Task<List<KnownMovement>> ReadAsync(
        IndhCoopsContext context, IReadOnlyList<Guid> grants, CancellationToken cancellationToken)
    {
        var ledger = context.Provider.Ledger;
        var mapping = context.Model.FindEntityType(typeof(Movement))!.FindProperty("GrantId")!.GetRelationalTypeMapping();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < grants.Count; i++)
        {
            command.Parameters.Add(mapping.CreateParameter(command, $"@g{i}", grants[i]));
        }

#pragma warning disable CA2100 // Names of parameters and of columns.
        command.CommandText =
            $"""
            select grant_id, reference, kind, amount, effective_on, document from movements
            where grant_id in ({string.Join(", ", Enumerable.Range(0, grants.Count).Select(i => $"@g{i}"))})
            order by grant_id, effective_on, {ledger.Entry}
            """;
#pragma warning restore CA2100
        var found = new List<KnownMovement>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new KnownMovement(
                ledger.ReadId(reader, 0),
                reader.IsDBNull(1) ? null : reader.GetString(1),
                Enum.Parse<MovementKind>(reader.GetString(2), ignoreCase: true),
                ledger.ReadAmount(reader, 3),
                reader.GetFieldValue<DateOnly>(4),
                reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        return found;
    }
}
