using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads an order: keys that no two rows share, so that a cursor names one place in it.</summary>
internal static class OrderReader
{
    // Raised when cursors get another meaning, so that older ones are refused.
    private const string Version = "2";

    /// <summary>The keys on an entity's rows; they end with the entity's own key.</summary>
    /// <exception cref="GraphFieldException">Null stands for a direction.</exception>
    public static ValueList<SortKey> Read(EntityDescription entity, Input? order)
    {
        var keys = new List<SortKey>();
        foreach (var item in order is ListInput list ? list.Items : [])
        {
            Add(keys, entity, Route.Row, (ObjectInput)item);
        }

        if (!keys.Exists(key => key.Term == Column.Of(Route.Row, entity.Key)))
        {
            // The tie-breaker goes the way of the last key, so that one comparison of rows can continue a page.
            keys.Add(Key(entity, Route.Row, entity.Key, keys.Count > 0 && keys[^1].IsDescending));
        }

        return [.. keys];
    }

    /// <summary>Whether a direction is the descending one.</summary>
    public static bool IsDescending(Input direction) => (string)((ValueInput)direction).Value.Resolve([]) == SortInputs.Descending;

    /// <summary>Identifies the order, so that a cursor of another one is refused.</summary>
    public static string Fingerprint(EntityDescription entity, IReadOnlyList<SortKey> keys)
    {
        var text = $"{Version}:{entity.Name}:{string.Join(',', keys.Select(key => (key.IsDescending ? "-" : "+") + key.Path))}";
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(hash.AsSpan(0, 4));
    }

    private static void Add(List<SortKey> keys, EntityDescription entity, Route route, ObjectInput order)
    {
        foreach (var (name, value) in order.Fields)
        {
            switch (entity.FindMember(name), value)
            {
                case (var member, NullInput):
                    throw NullRefusal.OfSort(name, TypeNames.Sort(entity), member is ObjectMember target ? TypeNames.Sort(target.Target) : SortInputs.Direction);
                case (ObjectMember part, ObjectInput nested):
                    Add(keys, part.Target, route.To(part), nested);
                    break;
                case (ScalarMember scalar, ValueInput direction) when !keys.Exists(key => key.Path == route.PathOf(name)):
                    keys.Add(Key(entity, route, scalar, IsDescending(direction)));
                    break;
            }
        }
    }

    // A key column needs no folding: it is an identifier, not words.
    private static SortKey Key(EntityDescription entity, Route route, ScalarMember member, bool isDescending) => new(
        entity.IsKey(member) ? Column.Of(route, member) : Folded.Of(route, member),
        isDescending,
        route.IsNullable || member.IsNullable,
        route.PathOf(member.Name));
}
