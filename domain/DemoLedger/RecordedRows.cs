using System.Data.Common;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>
/// Finds the rows that people recorded on demonstration data. The generator did not make them, but they would be deleted or orphaned with
/// its rows.
/// </summary>
internal static class RecordedRows
{
    private static readonly Type[] Generated = [typeof(Cooperative), typeof(Project), typeof(Grant), typeof(Movement)];

    /// <summary>What there is, for an operator: <c>32 movements and 1 observation</c>; null where there is nothing.</summary>
    public static async Task<string?> DescribeAsync(IndhCoopsContext context, ulong seed, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var entity in context.Model.GetEntityTypes().OrderBy(
            entity => entity.GetTableName() == "movements" ? "" : entity.GetTableName(), StringComparer.Ordinal))
        {
            if (await CountAsync(context, entity, seed, cancellationToken) is > 0 and var count)
            {
                var rows = entity.GetTableName()!.Replace('_', ' ');
                found.Add(FormattableString.Invariant($"{count:N0} {(count == 1 ? rows.TrimEnd('s') : rows)}"));
            }
        }

        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => $"{string.Join(", ", found[..^1])} and {found[^1]}",
        };
    }

    private static async Task<int> CountAsync(IndhCoopsContext context, IEntityType entity, ulong seed, CancellationToken cancellationToken)
    {
        var parents = entity.GetForeignKeys().Where(key => Generated.Contains(key.PrincipalEntityType.ClrType)).ToList();
        var isGenerated = Generated.Contains(entity.ClrType);
        if (parents.Count == 0 && !isGenerated)
        {
            return 0;
        }

        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Select(entity, parents, isGenerated);
        command.CommandTimeout = 1800;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var count = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            count += isGenerated && DemoIds.IsGenerated(seed, Id(reader)) ? 0 : 1;
        }

        return count;
    }

    private static string Select(IEntityType entity, List<IForeignKey> parents, bool isGenerated)
    {
        var key = entity.FindPrimaryKey()!.Properties[0].GetColumnName();
        var joins = parents.Select((parent, number) =>
        {
            var (table, parentKey) = (parent.PrincipalEntityType.GetTableName(), parent.PrincipalKey.Properties[0].GetColumnName());
            return $"left join {table} p{number} on p{number}.{parentKey} = r.{parent.Properties[0].GetColumnName()}";
        });
        var isSynthetic = parents.Select((_, number) => $"p{number}.data_source = 'SYNTHETIC'")
            .Concat(isGenerated ? ["r.data_source = 'SYNTHETIC'"] : []);
        return $"select r.{key} from {entity.GetTableName()} r {string.Join(' ', joins)} where {string.Join(" or ", isSynthetic)}";
    }

    // SQLite holds identifiers as bytes, in the order in which they are written.
    private static Guid Id(DbDataReader reader) => reader.GetValue(0) switch
    {
        byte[] bytes => new Guid(bytes, bigEndian: true),
        var id => (Guid)id,
    };
}
