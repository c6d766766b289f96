using IndhCoops.GraphQL.Engine.Requests.Costs;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>The plan of an operation for one shape of its variables. It holds no value of any request.</summary>
/// <param name="Fields">The root fields in the order of the response.</param>
/// <param name="Steps">What the root fields read.</param>
internal sealed record OperationPlan(GraphOperation Operation, IReadOnlyList<RootField> Fields, ValueList<Step> Steps, CostPlan Cost)
{
    /// <summary>Which clients may read all that it reads.</summary>
    public Restriction Restriction { get; } = Of(Steps);

    /// <summary>Whether several statements must see the same state of the data.</summary>
    public bool IsSnapshotNeeded { get; } =
        Steps.Count > 1 || Steps.Any(step => step.Children.Count > 0 || step is ConnectionStep { StatementCount: > 1 });

    // How many collections it reads, and how deep they are nested.
    private readonly (int Count, int Depth) _size = Measure(Steps);

    /// <summary>Why it reads more than is allowed; null where it does not.</summary>
    public GraphError? Exceeds(DocumentLimits limits)
    {
        var (count, depth) = _size;
        var refusal = count > limits.MaxCollections
            ? $"The operation reads {count} collections; at most {limits.MaxCollections} are allowed."
            : depth > limits.MaxCollectionDepth
                ? $"The operation nests collections {depth} deep; at most {limits.MaxCollectionDepth} levels are allowed."
                : null;
        return refusal is null ? null : new GraphError(refusal, "HC0047");
    }

    /// <summary>What it would be refused for when it runs; null where it can run.</summary>
    public GraphError? RefusalOf(IReadOnlyList<object> slots) => RefusalOf(Steps, slots);

    private static GraphError? RefusalOf(IEnumerable<Step> steps, IReadOnlyList<object> slots) => steps
        .Select(step => step.AskedBy(slots).Refusal is { } error
            ? error with { Locations = [step.Place] }
            : RefusalOf(step.Groups.Concat(step.Children), slots))
        .FirstOrDefault(error => error is not null);

    private static Restriction Of(ValueList<Step> steps) => steps
        .SelectMany(step => new[] { (step as RowsStep)?.Rows.Entity.Restriction ?? Restriction.None, Of(step.Children) })
        .DefaultIfEmpty().Max();

    private static (int Count, int Depth) Measure(ValueList<Step> steps)
    {
        var (count, depth) = (0, 0);
        foreach (var step in steps)
        {
            var below = Measure(step.Children);
            count += 1 + step.Groups.Count + below.Count;
            depth = Math.Max(depth, 1 + below.Depth);
        }

        return (count, depth);
    }
}

/// <summary>What a request brings to a plan.</summary>
/// <param name="Slots">The variables' values.</param>
/// <param name="PathBase">The path under which its client reaches this server, <c>/indh</c>; empty for the root.</param>
/// <param name="Today">The day on which it came, where the domain is.</param>
internal readonly record struct PlanInputs(IReadOnlyList<object> Slots, string PathBase, DateOnly Today);

/// <summary>A root field: a step, rows of several steps, or JSON that was ready when the plan was made.</summary>
internal sealed record RootField(byte[] Name, int? Step, byte[]? Constant, NodesPlan? Nodes = null);
