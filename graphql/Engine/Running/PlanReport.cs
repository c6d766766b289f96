using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// How one request was answered: its plan, and its statements in the order in which they were asked, how many rows each gave, and when.
/// </summary>
internal sealed class PlanReport
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Dictionary<CompiledStep, string> _paths = [];
    private readonly List<Statement> _statements = [];
    private readonly OperationPlan _plan;

    public PlanReport(CompiledOperation operation)
    {
        _plan = operation.Plan;
        foreach (var collection in operation.Steps)
        {
            Name(collection, "");
        }
    }

    /// <summary>Notes a statement whose rows have been read.</summary>
    public void Add(CompiledStep collection, Store store, string sql, int rows) =>
        _statements.Add(
            new Statement(
                _paths[collection],
                store == Store.Columns ? "columns" : "database",
                sql,
                rows,
                Math.Round(Stopwatch.GetElapsedTime(_started).TotalMilliseconds, 3)));

    /// <summary>The report as an extension of the answer.</summary>
    public GraphResponse On(GraphResponse answer) =>
        answer.With(
            "plan",
            JsonSerializer.Serialize(
                new Shown(PlanPrinter.Text(_plan), PlanPrinter.Mermaid(_plan), _statements), PlanReportJson.Default.Shown));

    private void Name(CompiledStep collection, string above)
    {
        var path = above.Length == 0 ? collection.Step.ResponseName : $"{above}.{collection.Step.ResponseName}";
        _paths.Add(collection, path);
        foreach (var below in collection.Groups.Concat(collection.Children))
        {
            Name(below, path);
        }
    }

    internal sealed record Shown(string Steps, string Mermaid, IReadOnlyList<Statement> Statements);

    /// <param name="Store">Which store answered it: the database, or its copy by columns.</param>
    /// <param name="Sql">Its text; values are parameters.</param>
    /// <param name="Rows">How many rows it gave.</param>
    /// <param name="ReadAfterMilliseconds">When the last of them was read, from the start of the request's execution.</param>
    internal sealed record Statement(string Path, string Store, string Sql, int Rows, double ReadAfterMilliseconds);
}

/// <summary>How a report is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlanReport.Shown))]
internal sealed partial class PlanReportJson : JsonSerializerContext;
