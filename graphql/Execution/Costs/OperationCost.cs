namespace IndhCoops.GraphQL.Execution.Costs;

/// <summary>What one request costs.</summary>
/// <param name="FieldCost">The work behind its fields and arguments.</param>
/// <param name="TypeCost">The objects that its answer may have.</param>
internal readonly record struct OperationCost(double FieldCost, double TypeCost)
{
    // Weights are decimal fractions, which sums of doubles miss by their last bits.
    private const int Digits = 6;

    /// <summary>Why the request is refused; null where it may run.</summary>
    public GraphError? Exceeds(CostOptions options) =>
        !options.EnforceCostLimits ? null
        : Rounded(FieldCost) > options.MaxFieldCost ? Refusal("field cost", "fieldCost", FieldCost, "maxFieldCost", options.MaxFieldCost)
        : Rounded(TypeCost) > options.MaxTypeCost ? Refusal("type cost", "typeCost", TypeCost, "maxTypeCost", options.MaxTypeCost)
        : null;

    /// <summary>The cost as an extension of the answer.</summary>
    public GraphResponse On(GraphResponse answer) => answer.With(
        "operationCost",
        FormattableString.Invariant($$"""{"fieldCost":{{Rounded(FieldCost)}},"typeCost":{{Rounded(TypeCost)}}}"""));

    private static GraphError Refusal(string what, string name, double cost, string maxName, double max) =>
        new($"The maximum allowed {what} was exceeded.") { Code = "HC0047", Extensions = [new(name, Rounded(cost)), new(maxName, max)] };

    // What is beyond all numbers would be no JSON.
    private static double Rounded(double cost) => Math.Min(Math.Round(cost, Digits), double.MaxValue);
}
