using IndhCoops.GraphQL.Execution.Costs;
using IndhCoops.GraphQL.Execution.Documents;

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

    /// <summary>Why it reads more than is allowed; null where it does not.</summary>
    public GraphError? Exceeds(DocumentLimits limits)
    {
        var (count, depth) = Measure(Collections);
        return count > limits.MaxCollections ? new GraphError($"The operation reads {count} collections; at most {limits.MaxCollections} are allowed.") { Code = "HC0047" }
            : depth > limits.MaxCollectionDepth ? new GraphError($"The operation nests collections {depth} deep; at most {limits.MaxCollectionDepth} levels are allowed.") { Code = "HC0047" }
            : null;
    }

    private static (int Count, int Depth) Measure(IReadOnlyList<CollectionPlan> collections)
    {
        var (count, depth) = (0, 0);
        foreach (var collection in collections)
        {
            var below = Measure(collection.Children);
            count += 1 + collection.Groups.Count + below.Count;
            depth = Math.Max(depth, 1 + below.Depth);
        }

        return (count, depth);
    }
}

/// <summary>A root field: a collection, rows of several, or JSON that was ready when the plan was made.</summary>
internal sealed record RootField(byte[] Name, int? Collection, byte[]? Constant, NodesPlan? Nodes = null);
