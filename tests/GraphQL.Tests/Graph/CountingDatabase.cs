using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Passes everything on to a real database and keeps the text of each statement.</summary>
internal sealed class CountingDatabase(GraphDatabase database) : GraphDatabase
{
    private readonly List<string> _statements = [];

    public IReadOnlyList<string> Statements => _statements;

    /// <summary>What happens before the next request is read, once.</summary>
    public Func<Task>? BeforeReading { get; set; }

    /// <summary>What happens whenever a statement has failed.</summary>
    public Action? AfterFailure { get; set; }

    public override SqlDialect Dialect => database.Dialect;

    internal override async ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken)
    {
        if (BeforeReading is { } happen)
        {
            BeforeReading = null;
            await happen();
        }

        return new Reading(this, await database.BeginAsync(isSnapshotNeeded, cancellationToken));
    }

    private sealed class Reading(CountingDatabase owner, GraphReading reading) : GraphReading
    {
        public override ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
        {
            owner._statements.AddRange(questions.Select(question => question.Statement.Text));
            return reading.AskAsync(owner.AfterFailure is null ? questions : [.. questions.Select(Heard)], cancellationToken);
        }

        private DatabaseQuestion Heard(DatabaseQuestion question) => question with
        {
            Failed = exception =>
            {
                owner.AfterFailure!();
                question.Failed(exception);
            },
        };

        public override ValueTask DisposeAsync() => reading.DisposeAsync();
    }
}
