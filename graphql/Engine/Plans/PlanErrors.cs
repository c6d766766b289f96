using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Finds what a plan would be refused for when it runs.</summary>
internal static class PlanErrors
{
    /// <summary>The first error; null for a plan that can run.</summary>
    public static GraphError? Of(OperationPlan plan, IReadOnlyList<object> slots) => First(plan.Steps, slots);

    private static GraphError? First(IEnumerable<Step> steps, IReadOnlyList<object> slots) => steps
        .Select(step =>
            Own(step, slots) is { } error ? error with { Locations = [step.Place] } : First(step.Groups.Concat(step.Children), slots))
        .FirstOrDefault(error => error is not null);

    private static GraphError? Own(Step step, IReadOnlyList<object> slots)
    {
        if (step is RefusedStep refusedStep)
        {
            return refusedStep.Error;
        }

        try
        {
            step.Check?.Invoke(slots);
            step.Page?.Resolve(slots);
            return null;
        }
        catch (GraphFieldException refused)
        {
            return refused.Error;
        }
    }
}
