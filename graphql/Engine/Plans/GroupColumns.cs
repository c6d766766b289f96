namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>The columns of a list of groups, each once, for selection, conditions and order.</summary>
internal sealed class GroupColumns(bool isNested)
{
    private readonly List<GroupColumn> _columns = [];

    public ValueList<GroupColumn> All => [.. _columns];

    /// <summary>Where a column stands in a row; groups of a nested list begin with their owner's position.</summary>
    public int Ordinal(GroupValue column) => column.Position + (isNested ? 1 : 0);

    public bool IsNullable(GroupValue column) => _columns[column.Position].IsNullable;

    /// <summary>A column that rows are grouped by; one more each time that it is selected.</summary>
    public GroupValue Key(Term term, bool isNullable)
    {
        _columns.Add(new GroupColumn(term, IsKey: true, isNullable));
        return new GroupValue(_columns.Count - 1, term.Form);
    }

    /// <summary>What stands for a count or an aggregate of a group's rows.</summary>
    public GroupValue Of(Term value) => value is Aggregate aggregate ? Value(aggregate) : Count();

    public GroupValue Count() => Once(new GroupColumn(new Count(), IsKey: false, IsNullable: false));

    public GroupValue Value(Aggregate value) =>
        Once(new GroupColumn(value, IsKey: false, value.Function != AggregateFunction.CountDistinct));

    /// <summary>A sum per inhabitant of a territory that rows are grouped by.</summary>
    public GroupValue PerCapita(Term sum, Column inhabitants)
    {
        // What follows from the key divides no group.
        Once(new GroupColumn(inhabitants, IsKey: true, IsNullable: true));
        return Once(
            new GroupColumn(
                new PerCapita(new Aggregate(AggregateFunction.Sum, sum), inhabitants, sum.Form.Kind), IsKey: false, IsNullable: true));
    }

    /// <summary>The folded form of a text that is grouped by.</summary>
    public GroupValue Search(Route route, ScalarMember member) =>
        Once(new GroupColumn(new CommonText(Folded.Of(route, member)), IsKey: false, IsNullable: true));

    /// <summary>The sum of a column over all groups.</summary>
    public GroupValue Whole(GroupValue part) =>
        Once(new GroupColumn(new Whole(_columns[part.Position].Term), IsKey: false, IsNullable(part)));

    private GroupValue Once(GroupColumn column) => new(_columns.Once(column), column.Term.Form);
}
