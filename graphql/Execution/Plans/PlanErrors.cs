namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Finds what a plan would be refused for when it runs.</summary>
internal static class PlanErrors
{
    /// <summary>The first error; null for a plan that can run.</summary>
    public static GraphError? Of(OperationPlan plan, IReadOnlyList<object> slots) => First(plan.Collections, slots);

    private static GraphError? First(IEnumerable<CollectionPlan> collections, IReadOnlyList<object> slots) => collections
        .Select(collection => (collection.Error is { } error ? error with { Locations = [collection.Place] } : null) ?? Own(collection, slots) ?? First(collection.Groups.Concat(collection.Children), slots))
        .FirstOrDefault(error => error is not null);

    private static GraphError? Own(CollectionPlan collection, IReadOnlyList<object> slots)
    {
        try
        {
            collection.Check?.Invoke(slots);
            collection.Page?.Resolve(slots);
            return null;
        }
        catch (GraphFieldException refused)
        {
            return refused.Error with { Locations = [collection.Place] };
        }
    }
}
