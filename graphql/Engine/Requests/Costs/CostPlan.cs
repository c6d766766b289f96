using IndhCoops.GraphQL.Engine.Requests.Inputs;

namespace IndhCoops.GraphQL.Engine.Requests.Costs;

/// <summary>
/// The cost of an operation for one shape of its variables. What costs the same in each request is added up already; lists stay apart,
/// since each request decides their length.
/// </summary>
/// <param name="FieldCost">What fields and arguments cost for each object around them.</param>
/// <param name="TypeCost">What the objects themselves cost.</param>
/// <param name="Lists">The lists within.</param>
internal sealed record CostPlan(double FieldCost, double TypeCost, CostedList[] Lists)
{
    /// <summary>What one request costs.</summary>
    /// <param name="countsRows">Whether what is below a list costs once for each of its rows; otherwise once.</param>
    public OperationCost Of(IReadOnlyList<object> slots, bool countsRows)
    {
        var (fields, types) = (FieldCost, TypeCost);
        foreach (var list in Lists)
        {
            var below = list.Row.Of(slots, countsRows);
            var size = countsRows ? list.Size.Of(slots) : 1;
            fields += size * below.FieldCost;
            types += size * below.TypeCost;
        }

        return new OperationCost(fields, types);
    }
}

/// <summary>A list and what each of its rows costs.</summary>
internal readonly record struct CostedList(ListLength Size, CostPlan Row);

/// <summary>How long a list is taken to be, by what a request gives.</summary>
internal abstract record ListLength
{
    /// <summary>The length for one request.</summary>
    public abstract int Of(IReadOnlyList<object> slots);
}

/// <summary>The number of an entity's rows that are looked up by their global ids.</summary>
/// <param name="Max">No more are looked at: a request with more is refused.</param>
internal sealed record NodeCount(NodeIds Ids, string Entity, int Max) : ListLength
{
    public override int Of(IReadOnlyList<object> slots) => Ids.Of(slots).Take(Max).Count(id => GlobalId.EntityOf(id) == Entity);
}

/// <summary>The length of a list that arguments give.</summary>
/// <param name="Given">The values of its slicing arguments, as many as are given.</param>
/// <param name="Otherwise">Its length where none is.</param>
/// <param name="Max">No list is longer: a request for more is refused.</param>
internal sealed record SlicedLength(ValueReference[] Given, int Otherwise, int Max) : ListLength
{
    /// <summary>The length for one request; the greatest counts where several are given.</summary>
    public override int Of(IReadOnlyList<object> slots)
    {
        if (Given.Length == 0)
        {
            return Otherwise;
        }

        var length = 0;
        foreach (var given in Given)
        {
            length = Math.Max(length, (int)given.Resolve(slots));
        }

        return Math.Min(length, Max);
    }
}
