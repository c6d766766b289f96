namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Has only the first parts joined, where each part is a group: of sixty thousand cooperatives by the sum of their grants, fifty get names.
/// </summary>
internal static class FirstParts
{
    /// <summary>The groups, with the order of their parts where they may be cut off.</summary>
    public static Groups Rewrite(Groups groups)
    {
        // A share is of all groups, and a condition may leave out some of the first.
        if (groups is not { Owner: null, Having: null, Grouping: LedGrouping led }
            || led.Columns.Any(column => column.Term is Whole)
            || !IsGroup(led))
        {
            return groups;
        }

        var order = new List<SortKey>();
        var open = Keys(led.Parts).ToHashSet();
        foreach (var key in groups.Order)
        {
            if (PartOf(led.Columns[((GroupValue)key.Term).Position].Term) is not { } part)
            {
                return groups;
            }

            order.Add(key with { Term = part });
            open.Remove(part.Position);
            if (open.Count == 0)
            {
                // No two parts share all of their keys: what comes behind them decides nothing.
                return groups with { Grouping = led with { FirstParts = [.. order] } };
            }
        }

        return groups;
    }

    private static bool IsGroup(LedGrouping led) =>
        Keys(led.Parts).All(part => led.Columns.Any(column => column is { IsKey: true, Term: PartValue value } && value.Position == part));

    private static IEnumerable<int> Keys(RowGrouping parts) =>
        parts.Columns.Index().Where(column => column.Item.IsKey).Select(column => column.Index);

    // Of one part, its sum, its highest and its lowest value are the value itself.
    private static PartValue? PartOf(Term term) => term switch
    {
        PartValue part => part,
        Aggregate { Of: PartValue part, Function: var function }
            when function == AggregateFunction.Sum || function == AggregateFunction.Minimum || function == AggregateFunction.Maximum =>
                part,
        _ => null,
    };
}
