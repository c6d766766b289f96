namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>What a request brings to a plan.</summary>
/// <param name="Slots">The variables' values.</param>
/// <param name="PathBase">The path under which its client reaches this server, <c>/indh</c>; empty for the root.</param>
/// <param name="Today">The day on which it came, where the domain is.</param>
internal readonly record struct PlanInputs(IReadOnlyList<object> Slots, string PathBase, DateOnly Today);
