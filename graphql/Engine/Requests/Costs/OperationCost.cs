namespace IndhCoops.GraphQL.Engine.Requests.Costs;

/// <summary>What one request costs.</summary>
/// <param name="FieldCost">The work behind its fields and arguments.</param>
/// <param name="TypeCost">The objects that its answer may have.</param>
internal readonly record struct OperationCost(double FieldCost, double TypeCost)
{
    // Weights are decimal fractions, which sums of doubles miss by their last bits.
    private const int Digits = 6;

    private const string Help = "Ask for fewer rows of the lists around that field (`first`), leave it out, or ask for it by `groups`; "
        + "a table (/graphql/table.csv) costs nothing. The header `GraphQL-Cost: validate` tells a cost without running the query.";

    /// <summary>What two requests cost together.</summary>
    public static OperationCost operator +(OperationCost one, OperationCost other) =>
        new(one.FieldCost + other.FieldCost, one.TypeCost + other.TypeCost);

    /// <summary>Why the request is refused; null where it may run.</summary>
    /// <param name="options">What requests may cost.</param>
    /// <param name="fields">The cost of each field; computed only for a request that is refused.</param>
    public GraphError? Exceeds(CostOptions options, Func<IReadOnlyList<FieldCost>> fields) =>
        !options.EnforceCostLimits ? null
        : Rounded(FieldCost) > options.MaxFieldCost ? Refusal(
            "field cost", "fieldCost", cost => cost.FieldCost, options.MaxFieldCost, fields())
        : Rounded(TypeCost) > options.MaxTypeCost ? Refusal("type cost", "typeCost", cost => cost.TypeCost, options.MaxTypeCost, fields())
        : null;

    /// <summary>The cost as an extension of the answer.</summary>
    public GraphResponse On(GraphResponse answer) => answer.With(
        "operationCost",
        FormattableString.Invariant($$"""{"fieldCost":{{Rounded(FieldCost)}},"typeCost":{{Rounded(TypeCost)}}}"""));

    // The message is HotChocolate's; which field it is, and what helps, is ours.
    private GraphError Refusal(string what, string name, Func<OperationCost, double> part, double max, IReadOnlyList<FieldCost> fields)
    {
        List<(string, object?)> extensions = [(name, Rounded(part(this))), ($"max{GraphNames.Pascal(name)}", max)];
        if (fields.MaxBy(field => part(field.Cost)) is { } costliest)
        {
            extensions.Add(("costliestField", string.Join('.', costliest.Path)));
            extensions.Add(("costliestFieldCost", Rounded(part(costliest.Cost))));
            extensions.Add(("help", Help));
        }

        return new GraphError($"The maximum allowed {what} was exceeded.", "HC0047", [.. extensions]);
    }

    // What is beyond all numbers would be no JSON.
    private static double Rounded(double cost) => Math.Min(Math.Round(cost, Digits), double.MaxValue);
}

/// <summary>What a field costs by itself in one request, without what is selected below it.</summary>
/// <param name="Path">The response names that lead to it.</param>
internal sealed record FieldCost(IReadOnlyList<string> Path, OperationCost Cost);
