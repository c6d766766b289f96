namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>A function over all rows that match: what it takes, and what it gives.</summary>
/// <param name="Suffix">What its object types' names end with.</param>
/// <param name="CrossesReferences">Whether it makes sense of rows that several others share: a project's cost must not be summed once for
/// each of its grants.</param>
internal sealed record AggregateFunction(string Name, string Suffix, string Description, bool CrossesReferences)
{
    public static readonly AggregateFunction Sum = new("sum", "Sum", "The sum of what is known; null of nothing.", false);

    public static readonly AggregateFunction Average = new(
        "avg", "Avg", "The mean of what is known, to four decimals; null of nothing.", false);

    public static readonly AggregateFunction Minimum = new(
        "min", "Min", "The lowest value that is known, texts by code point; null of nothing.", true);

    public static readonly AggregateFunction Maximum = new(
        "max", "Max", "The highest value that is known, texts by code point; null of nothing.", true);

    public static readonly AggregateFunction CountDistinct = new(
        "countDistinct", "CountDistinct", "How many different values are known.", true);

    public static IReadOnlyList<AggregateFunction> All { get; } = [Sum, Average, Minimum, Maximum, CountDistinct];

    public static AggregateFunction Find(string name) => All.Single(function => function.Name == name);

    /// <summary>The functions that a type has members for.</summary>
    public static IEnumerable<AggregateFunction> Of(EntityDescription type) => All.Where(function => function.MembersOf(type).Any());

    /// <summary>What the function gives of values of a kind; null where it takes none of it.</summary>
    public ScalarKind? ResultOf(ScalarKind kind) => (this, kind) switch
    {
        (_, ScalarKind.TextList) => null,
        ({ Name: "countDistinct" }, _) => ScalarKind.Int,
        ({ Name: "min" or "max" }, ScalarKind.Boolean or ScalarKind.Uuid) => null,
        ({ Name: "min" or "max" }, _) => kind,
        ({ Name: "sum" }, ScalarKind.Int or ScalarKind.Long) => ScalarKind.Long,
        (_, ScalarKind.Decimal) => ScalarKind.Decimal,
        ({ Name: "avg" }, ScalarKind.Int or ScalarKind.Long) => ScalarKind.Decimal,
        _ => null,
    };

    public IEnumerable<Member> MembersOf(EntityDescription type) => type.Members.Where(member => member switch
    {
        ScalarMember { Scalar.IsGlobalId: true } => this == CountDistinct,
        ScalarMember { Scalar.IsRatio: true } => this != Sum && this != Average,
        ScalarMember scalar => ResultOf(scalar.Scalar.Kind) is not null,
        EmbeddedMember part => MembersOf(part.Target).Any(),
        ReferenceMember reference => CrossesReferences && MembersOf(reference.Target).Any(),
        _ => false,
    });

    public string TypeName(EntityDescription type) => type.Name + Suffix;
}
