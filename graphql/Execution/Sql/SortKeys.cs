using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>One key of an order.</summary>
/// <param name="Expression">Its SQL.</param>
/// <param name="Codec">How its values are carried.</param>
/// <param name="IsDescending">Its direction.</param>
/// <param name="IsNullable">Whether it may be null, which is lower than every value.</param>
/// <param name="Path">Where it stands, from the entity.</param>
internal sealed record SortKey(string Expression, ValueCodec Codec, bool IsDescending, bool IsNullable, string Path)
{
    /// <summary>How its values are written into cursors.</summary>
    public CursorKey ForCursor => new(Codec, IsNullable);
}

/// <summary>Turns an order into keys that no two rows share, so that a cursor names one place in it.</summary>
internal static class SortKeys
{
    // Raised when cursors get another meaning, so that older ones are refused.
    private const string Version = "2";

    /// <summary>The keys on a table; they end with the table's own key.</summary>
    public static IReadOnlyList<SortKey> Of(SqlDialect dialect, SqlTable table, Input? order)
    {
        var keys = new List<SortKey>();
        if (order is ListInput list)
        {
            foreach (var item in list.Items)
            {
                Add(dialect, keys, table, (ObjectInput)item, "");
            }
        }

        if (!keys.Exists(key => key.Path == table.Entity.Key.Name || key.Path == table.Entity.NodeId?.Name))
        {
            // The tie-breaker goes the way of the last key, so that one comparison of rows can continue a page.
            keys.Add(Key(dialect, table, table.Entity.Key, keys.Count > 0 && keys[^1].IsDescending, table.Entity.Key.Name));
        }

        return keys;
    }

    /// <summary>Identifies the order, so that a cursor of another one is refused.</summary>
    public static string Fingerprint(EntityDescription entity, IReadOnlyList<SortKey> keys)
    {
        var text = $"{Version}:{entity.Name}:{string.Join(',', keys.Select(key => (key.IsDescending ? "-" : "+") + key.Path))}";
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(hash.AsSpan(0, 4));
    }

    private static void Add(SqlDialect dialect, List<SortKey> keys, SqlTable table, ObjectInput order, string path)
    {
        foreach (var (name, value) in order.Fields)
        {
            switch (table.Entity.FindMember(name), value)
            {
                case (var member, NullInput):
                    throw NullRefusal.OfSort(name, TypeNames.Sort(table.Entity), member is ObjectMember target ? TypeNames.Sort(target.Target) : SortInputs.Direction);
                case (ObjectMember part, ObjectInput nested):
                    Add(dialect, keys, table.To(part), nested, $"{path}{name}.");
                    break;
                case (ScalarMember scalar, ValueInput direction) when !keys.Exists(key => key.Path == path + name):
                    keys.Add(Key(dialect, table, scalar, (string)direction.Value.Resolve([]) == SortInputs.Descending, path + name));
                    break;
            }
        }
    }

    // A key column needs no folding: it is an identifier, not words.
    private static SortKey Key(SqlDialect dialect, SqlTable table, ScalarMember member, bool isDescending, string path) => new(
        table.Entity.Key is not null && table.Entity.IsKey(member) ? table.Column(member) : table.FoldedColumn(member),
        dialect.Codec(member.Scalar.Kind),
        isDescending,
        table.CanBeNull(member),
        path);
}
