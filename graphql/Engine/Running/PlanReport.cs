using System.Diagnostics;
using System.Text.Json;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// How one request was answered: its plan, and its statements in the order in which they were asked, how many rows each gave, and when.
/// </summary>
internal sealed class PlanReport
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Dictionary<CompiledStep, string> _paths = [];
    private readonly List<object> _statements = [];
    private readonly OperationPlan _plan;

    public PlanReport(CompiledOperation operation)
    {
        _plan = operation.Plan;
        foreach (var collection in operation.Steps)
        {
            Name(collection, "");
        }
    }

    /// <summary>A question whose statement is noted when its rows have been read.</summary>
    public DatabaseQuestion Noting(DatabaseQuestion question, CompiledStep collection, bool isOnColumns) => question with
    {
        Read = async (reader, cancellationToken) =>
        {
            var rows = await question.Read(reader, cancellationToken);
            _statements.Add(new
            {
                Path = _paths[collection],
                Store = isOnColumns ? "columns" : "database",
                Sql = question.Statement.Text,
                Rows = rows,
                ReadAfterMilliseconds = Math.Round(Stopwatch.GetElapsedTime(_started).TotalMilliseconds, 3),
            });
            return rows;
        },
    };

    /// <summary>The report as an extension of the answer.</summary>
    public GraphResponse On(GraphResponse answer)
    {
        var report = new { Steps = PlanPrinter.Text(_plan), Mermaid = PlanPrinter.Mermaid(_plan), Statements = _statements };
        return answer.With("plan", JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
    }

    private void Name(CompiledStep collection, string above)
    {
        var path = above.Length == 0 ? collection.Step.ResponseName : $"{above}.{collection.Step.ResponseName}";
        _paths.Add(collection, path);
        foreach (var below in collection.Groups.Concat(collection.Children))
        {
            Name(below, path);
        }
    }
}
