namespace IndhCoops.GraphQL.Engine.Requests.Costs;

/// <summary>How long a list is taken to be, by what a request gives.</summary>
internal delegate int ListLength(IReadOnlyList<object> slots);

/// <summary>
/// The cost of an operation for one shape of its variables. What costs the same in each request is added up already; lists stay apart,
/// since each request decides their length.
/// </summary>
internal sealed class CostPlan
{
    private readonly List<(ListLength Length, CostPlan Row)> _lists = [];
    private CostPlan? _around;
    private ListLength? _length;

    /// <summary>What fields and arguments cost for each object around them, without those of lists.</summary>
    public double FieldCost { get; set; }

    /// <summary>What the objects themselves cost, without those of lists.</summary>
    public double TypeCost { get; set; }

    /// <summary>Adds a list; gives what each of its rows costs.</summary>
    public CostPlan Open(ListLength length)
    {
        var row = new CostPlan { _around = this, _length = length };
        _lists.Add((length, row));
        return row;
    }

    /// <summary>How often it counts in one request.</summary>
    public double Times(IReadOnlyList<object> slots) => _around is null ? 1 : _around.Times(slots) * _length!(slots);

    /// <summary>What one request costs.</summary>
    /// <param name="countsRows">Whether what is below a list costs once for each of its rows; otherwise once.</param>
    public OperationCost Of(IReadOnlyList<object> slots, bool countsRows)
    {
        var (fields, types) = (FieldCost, TypeCost);
        foreach (var (length, row) in _lists)
        {
            var below = row.Of(slots, countsRows);
            var size = countsRows ? length(slots) : 1;
            fields += size * below.FieldCost;
            types += size * below.TypeCost;
        }

        return new OperationCost(fields, types);
    }
}
