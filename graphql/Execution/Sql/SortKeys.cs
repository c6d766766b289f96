using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>One key of an order: an expression that is never null, how its values are carried, and its direction.</summary>
internal sealed record SortKey(string Expression, ValueCodec Codec, bool IsDescending, string Path);

/// <summary>Turns an order into keys that no two rows share, so that a cursor names one place in it.</summary>
internal static class SortKeys
{
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

        if (!keys.Exists(key => key.Path == table.Entity.Key.Name))
        {
            // The tie-breaker goes the way of the last key, so that one comparison of rows can continue a page.
            var (expression, kind) = Expression(dialect, table, table.Entity.Key);
            keys.Add(new SortKey(expression, dialect.Codec(kind), keys.Count > 0 && keys[^1].IsDescending, table.Entity.Key.Name));
        }

        return keys;
    }

    /// <summary>Identifies the order, so that a cursor of another one is refused.</summary>
    public static string Fingerprint(EntityDescription entity, IReadOnlyList<SortKey> keys)
    {
        var text = $"{entity.Name}:{string.Join(',', keys.Select(key => (key.IsDescending ? "-" : "+") + key.Path))}";
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
                    var (expression, kind) = Expression(dialect, table, scalar);
                    keys.Add(new SortKey(expression, dialect.Codec(kind), (string)direction.Value.Resolve([]) == SortInputs.Descending, path + name));
                    break;
            }
        }
    }

    private static (string Expression, ScalarKind Kind) Expression(SqlDialect dialect, SqlTable table, ScalarMember member)
    {
        // A key column needs no folding: it is an identifier, not words.
        if (member == table.Entity.Key)
        {
            return table.IsNullable ? dialect.NullsLowest(table.Column(member), member.Scalar.Kind) : (table.Column(member), member.Scalar.Kind);
        }

        var column = table.Column(member.SearchColumn ?? member.SortColumn ?? member.Column);
        var isNullable = table.IsNullable || (member.IsNullable && member.SearchColumn is null && member.SortColumn is null);
        return isNullable ? dialect.NullsLowest(column, member.Scalar.Kind) : (column, member.Scalar.Kind);
    }
}
