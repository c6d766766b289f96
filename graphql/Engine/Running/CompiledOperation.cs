using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

internal sealed record CompiledOperation(OperationPlan Plan, IReadOnlyList<CompiledStep> Steps)
{
    /// <summary>The tables that an answer is made of.</summary>
    public IReadOnlyList<string> Tables => field ??= [.. Steps.SelectMany(step => step.Tables).Distinct()];

    /// <summary>The tables that the copy by columns reads; null where no step may be answered by it.</summary>
    public IReadOnlyList<string>? ColumnTables { get; } =
        Steps.SelectMany(step => step.Groups.Prepend(step)).Select(step => step.Columns)
            .OfType<CompiledStep>().ToList() is { Count: > 0 } steps
            ? [.. steps.SelectMany(step => step.Tables).Distinct()]
            : null;

    /// <summary>Writes a plan for a database, and for its copy by columns where there is one.</summary>
    public static CompiledOperation Of(OperationPlan plan, SqlDialect dialect, SqlDialect? columns = null) =>
        new(plan, [.. plan.Steps.Select(step => CompiledStep.Of(step, dialect, columns))]);
}
