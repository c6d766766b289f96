namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Has a list read by reference data that a condition is on: "cooperatives of provinces of this region, by name" is the first
/// page of each such province, merged. An index brings each page in order, where a join alone walks the names of the whole
/// country until a page is full. The work is bounded by the number of reference rows, whatever the condition leaves.
/// </summary>
internal static class LeadingReference
{
    /// <summary>The relation, read by the first reference data that helps; the same where none does.</summary>
    public static Relation Rewrite(Relation relation)
    {
        if (relation.Owner is not null)
        {
            return relation;
        }

        var parts = Condition.PartsOf(relation.Where);
        foreach (var part in parts)
        {
            if (LeadOf(part) is { } reference && relation.Entity.Indexes.Any(index => Serves(index, reference, relation)))
            {
                return relation with { Where = Condition.All(parts.Where(other => other != part)), Lead = new Lead(reference, part) };
            }
        }

        return relation;
    }

    // The reference that leads to all columns of a condition. A condition on the target's key needs no rewriting: the key stands in the
    // list's own table, with an index.
    private static ReferenceMember? LeadOf(Condition condition)
    {
        var columns = ColumnsOf(condition).ToList();
        return columns.Select(column => column.Route.Members.FirstOrDefault()).FirstOrDefault(member => member is not null) is
                ReferenceMember { IsNullable: false, Target.IsReferenceData: true } reference
            && columns.TrueForAll(column =>
                column.Route.Members.FirstOrDefault() is { } first ? first == reference : column.Name == reference.ForeignKeyColumn)
                ? reference
                : null;
    }

    private static IEnumerable<Column> ColumnsOf(Condition condition) => condition switch
    {
        Every every => every.Parts.SelectMany(ColumnsOf),
        Either either => either.Parts.SelectMany(ColumnsOf),
        NotCertain not => ColumnsOf(not.Condition),
        IsNull isNull => ColumnsOf(isNull.Term),
        ValueCondition asked => ColumnsOf(asked.Value.Term),
        Exists exists => [exists.OwnerKey],
        HasElement element => [element.List],
        _ => throw new InvalidOperationException($"The columns of '{condition}' are not known."),
    };

    private static IEnumerable<Column> ColumnsOf(Term term) => term switch
    {
        Column column => [column],
        ListAggregate list => [list.OwnerKey],
        _ => [],
    };

    private static bool Serves(IReadOnlyList<string> index, ReferenceMember reference, Relation relation) =>
        index[0] == reference.ForeignKeyColumn
        && relation.Order.All(key => key.IsDescending == relation.Order[0].IsDescending)
        && index.Skip(1).SequenceEqual(relation.Order.Select(key => key.Term is Column column && column.Route.IsRow ? column.Name : null));
}
