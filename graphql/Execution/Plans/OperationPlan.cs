using IndhCoops.GraphQL.Execution.Costs;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>The plan of an operation for one shape of its variables. It holds no value of any request.</summary>
/// <param name="Operation">Which operation it is.</param>
/// <param name="Fields">The root fields in the order of the response.</param>
/// <param name="Collections">The collections that the root fields read.</param>
/// <param name="Cost">What it costs.</param>
internal sealed record OperationPlan(GraphOperation Operation, IReadOnlyList<RootField> Fields, IReadOnlyList<CollectionPlan> Collections, CostPlan Cost)
{
    /// <summary>Whether several statements must see the same state of the data.</summary>
    public bool IsSnapshotNeeded { get; } =
        Collections.Count > 1 || Collections.Any(collection => collection.Children.Count > 0 || collection.StatementCount > 1);
}

/// <summary>A root field: a collection, or JSON that was ready when the plan was made.</summary>
internal sealed record RootField(byte[] Name, int? Collection, byte[]? Constant);
