using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>An operation on a database: its plan, and what runs its steps.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record CompiledOperation(OperationPlan Plan, IReadOnlyList<CompiledStep> Steps)
{
    private string[]? _tables;

    /// <summary>The tables that an answer is made of.</summary>
    public IReadOnlyList<string> Tables => _tables ??= [.. Steps.SelectMany(step => step.Tables).Distinct()];

    /// <summary>Writes a plan for a database.</summary>
    public static CompiledOperation Of(OperationPlan plan, SqlDialect dialect) => new(plan, [.. plan.Steps.Select(step => CompiledStep.Of(step, dialect))]);
}
