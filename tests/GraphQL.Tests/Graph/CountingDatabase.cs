using IndhCoops.GraphQL.Execution.Running;
using IndhCoops.GraphQL.Execution.Sql;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Passes everything on to a real database and keeps the text of each statement.</summary>
internal sealed class CountingDatabase(GraphDatabase database) : GraphDatabase
{
    private readonly List<string> _statements = [];

    public IReadOnlyList<string> Statements => _statements;

    /// <summary>What happens before the next request is read, once.</summary>
    public Func<Task>? BeforeReading { get; set; }

    public override SqlDialect Dialect => database.Dialect;

    internal override async ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken)
    {
        if (BeforeReading is { } happen)
        {
            BeforeReading = null;
            await happen();
        }

        return new Reading(_statements, await database.BeginAsync(isSnapshotNeeded, cancellationToken));
    }

    private sealed class Reading(List<string> statements, GraphReading reading) : GraphReading
    {
        public override ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
        {
            statements.AddRange(questions.Select(question => question.Statement.Text));
            return reading.AskAsync(questions, cancellationToken);
        }

        public override ValueTask DisposeAsync() => reading.DisposeAsync();
    }
}
