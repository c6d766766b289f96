namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>A value that a filter asks about.</summary>
/// <param name="Name">Its name in the graph, for errors.</param>
/// <param name="Search">For text: its folded form, in which parts are searched.</param>
/// <param name="FilterType">The input that asks about it.</param>
internal sealed record FilteredValue(string Name, Compared Value, Term? Search, ScalarType Scalar, string FilterType)
{
    /// <summary>A member of a row.</summary>
    public static FilteredValue Of(Route route, ScalarMember member) => new(
        member.Name,
        new Compared(Column.Of(route, member), ValueForm.Of(member.Scalar), route.IsNullable || member.IsNullable),
        member.SearchColumn is null ? null : Column.SearchOf(route, member),
        member.Scalar,
        FilterInputs.Operations(member.Scalar, member.IsNullable));

    /// <summary>An element of a list of texts.</summary>
    public static FilteredValue ElementOf(ScalarMember list) => new(
        list.Name,
        new Compared(new Element(IsFolded: false), new ValueForm(ScalarKind.Text), IsNullable: false),
        new Element(IsFolded: true),
        ScalarType.Text,
        FilterInputs.Operations(ScalarType.Text, isNullable: false));

    /// <summary>What a function gives of a group or a list.</summary>
    public static FilteredValue OfAggregate(string name, Term value, ScalarType scalar, ValueForm form, bool isNullable) => new(
        name, new Compared(value, form, isNullable), null, scalar, FilterInputs.Operations(scalar, isNullable: false));

    /// <summary>The type of what an operation compares it with.</summary>
    public string TypeOf(FilterOperation operation) =>
        operation.Operator is not InOperator ? Scalar.Name
        : Scalar.Kind == ScalarKind.Enum && FilterType == FilterInputs.Operations(Scalar, isNullable: false) ? $"[{Scalar.Name}!]"
        : $"[{Scalar.Name}]";
}
