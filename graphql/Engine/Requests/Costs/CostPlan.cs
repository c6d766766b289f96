namespace IndhCoops.GraphQL.Engine.Requests.Costs;

/// <summary>How long a list is taken to be, by what a request gives.</summary>
internal delegate int ListLength(IReadOnlyList<object> slots);

/// <summary>
/// The cost of an operation for one shape of its variables. What costs the same in each request is added up already; lists stay apart,
/// since each request decides their length.
/// </summary>
/// <param name="FieldCost">What fields and arguments cost for each object around them.</param>
/// <param name="TypeCost">What the objects themselves cost.</param>
/// <param name="Lists">The lists within, and what each of their rows costs.</param>
internal sealed record CostPlan(double FieldCost, double TypeCost, (ListLength Length, CostPlan Row)[] Lists)
{
    /// <summary>What one request costs.</summary>
    /// <param name="countsRows">Whether what is below a list costs once for each of its rows; otherwise once.</param>
    public OperationCost Of(IReadOnlyList<object> slots, bool countsRows)
    {
        var (fields, types) = (FieldCost, TypeCost);
        foreach (var (length, row) in Lists)
        {
            var below = row.Of(slots, countsRows);
            var size = countsRows ? length(slots) : 1;
            fields += size * below.FieldCost;
            types += size * below.TypeCost;
        }

        return new OperationCost(fields, types);
    }
}
