using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>
/// A condition on reference data that a list is better read by: "cooperatives of provinces of this region, by name" is the first
/// page of each such province, merged. An index brings each page in order, where a join alone walks the names of the whole
/// country until a page is full. The work is bounded by the number of reference rows, whatever the condition leaves.
/// </summary>
/// <param name="Reference">The navigation to the reference data.</param>
/// <param name="Condition">The condition on it.</param>
/// <param name="Rest">What else is asked of a row.</param>
internal sealed record LeadingReference(ReferenceMember Reference, Input Condition, Input Rest)
{
    /// <summary>Finds one for a filter and an order; null where none would help.</summary>
    public static LeadingReference? Find(SqlDialect dialect, EntityDescription entity, Input? where, Input? order)
    {
        if (!dialect.HasLateral || where is not ObjectInput filter)
        {
            return null;
        }

        var table = SqlTable.Root(entity, new AliasSource());
        var keys = SortKeys.Of(dialect, table, order);
        foreach (var (name, condition) in filter.Fields)
        {
            if (entity.FindMember(name) is ReferenceMember { IsNullable: false, Target.IsReferenceData: true } reference
                && condition is ObjectInput
                && LeadsBeyondKey(reference, condition)
                && entity.Indexes.Any(index => Serves(index, reference, table, keys)))
            {
                return new LeadingReference(reference, condition, new ObjectInput([.. filter.Fields.Where(field => field.Key != name)]));
            }
        }

        return null;
    }

    // The target's key stands in the list's own table: an index on it needs no help.
    private static bool LeadsBeyondKey(ReferenceMember reference, Input condition) =>
        condition is ObjectInput { Fields: var fields } && fields.Any(field => reference.Target.FindMember(field.Key) is not ScalarMember member || !reference.Target.IsKey(member));

    private static bool Serves(IReadOnlyList<string> index, ReferenceMember reference, SqlTable table, IReadOnlyList<SortKey> keys) =>
        index[0] == reference.ForeignKeyColumn
        && keys.All(key => key.IsDescending == keys[0].IsDescending)
        && index.Skip(1).Select(table.Column).SequenceEqual(keys.Select(key => key.Expression));
}
