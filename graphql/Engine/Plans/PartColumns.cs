namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>The columns of groups that are put together to larger ones, each once.</summary>
/// <param name="given">Columns that are there already.</param>
internal sealed class PartColumns(IEnumerable<GroupColumn> given)
{
    private readonly List<GroupColumn> _columns = [.. given];

    public ValueList<GroupColumn> All => [.. _columns];

    public PartValue Of(Term term, bool isKey = false)
    {
        var index = _columns.FindIndex(column => column.Term == term && column.IsKey == isKey);
        if (index < 0)
        {
            index = _columns.Count;
            _columns.Add(new GroupColumn(term, isKey, IsNullable: true));
        }

        return new PartValue(index, term.Form);
    }

    /// <summary>
    /// What a function gives of all rows, from what it gives of the parts. A number of different values cannot be put together.
    /// </summary>
    public Term Together(Aggregate aggregate) => aggregate.Function == AggregateFunction.Average
        ? new MeanOfParts(Of(new Aggregate(AggregateFunction.Sum, aggregate.Of)), Of(new Count(aggregate.Of)), aggregate.Of.Form.Kind)
        : new Aggregate(aggregate.Function, Of(aggregate));
}
