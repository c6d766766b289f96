using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Running.Mutations;

namespace IndhCoops.GraphQL.Engine;

/// <summary>A request that was read and planned, or why it was not.</summary>
/// <param name="Plan">The plan; null for a request that is refused.</param>
/// <param name="Variables">What fills the plan.</param>
/// <param name="Refusal">What a client is told; null for a sound request.</param>
internal readonly record struct PreparedRequest(
    CompiledOperation? Plan, VariableValues Variables, GraphResponse? Refusal, OperationCost Cost)
{
    /// <summary>The day on which it came, where the domain is.</summary>
    public DateOnly Today { get; init; }

    /// <summary>What it brings to its plan.</summary>
    /// <param name="pathBase">The path under which its client reaches this server.</param>
    public PlanInputs Inputs(string pathBase) => new(Variables.Slots, pathBase, Today);

    /// <summary>What is to be written, in the plan's place; null for a query.</summary>
    public MutationPlan? Mutation { get; init; }

    public PreparedRequest(GraphResponse refusal)
        : this(null, VariableValues.None, refusal, default)
    {
    }
}
