using System.Diagnostics;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>
/// A database whose statements are told of: a span and a measurement for each. Where nobody listens it is out of the way.
/// </summary>
internal sealed class ObservedDatabase(GraphDatabase database, DatabaseKind kind, GraphMetrics metrics) : GraphDatabase
{
    private readonly ObservedDatabase? _fresh = database.Fresh == database ? null : new ObservedDatabase(database.Fresh, kind, metrics);

    public override SqlDialect Dialect => database.Dialect;

    public override GraphDatabase Fresh => _fresh ?? this;

    public override Task CatchUpAsync(CancellationToken cancellationToken) => database.CatchUpAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await base.DisposeAsync();
    }

    internal override ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken) =>
        Tracing.Source.HasListeners() || metrics.MeasuresStatements
            ? BeginObservedAsync(isSnapshotNeeded, cancellationToken)
            : database.BeginAsync(isSnapshotNeeded, cancellationToken);

    private async ValueTask<GraphReading> BeginObservedAsync(bool isSnapshotNeeded, CancellationToken cancellationToken) =>
        new Reading(await database.BeginAsync(isSnapshotNeeded, cancellationToken), kind, metrics);

    private sealed class Reading(GraphReading reading, DatabaseKind kind, GraphMetrics metrics) : GraphReading
    {
        public override async ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
        {
            var observation = new StatementObservation(kind, metrics);
            try
            {
                await reading.AskAsync([.. questions.Select(observation.Of)], cancellationToken);
            }
            catch (Exception exception) when (exception is not ReadingLostException && observation.Count < questions.Count)
            {
                // Whatever ended it, ended it at the statement that was being answered.
                observation.Tell(questions[observation.Count], null, exception);
                throw;
            }
        }

        public override ValueTask DisposeAsync() => reading.DisposeAsync();
    }
    /// <summary>
    /// Tells of statements that are asked together: they are answered one after the other, so that each begins where the one before it
    /// ended.
    /// </summary>
    private sealed class StatementObservation(DatabaseKind kind, GraphMetrics metrics)
    {
        private DateTimeOffset _started = DateTimeOffset.UtcNow;
        private long _clock = Stopwatch.GetTimestamp();

        /// <summary>How many have been told of.</summary>
        public int Count { get; private set; }

        /// <summary>A question that tells when it has been answered, or has failed.</summary>
        public DatabaseQuestion Of(DatabaseQuestion question) => question with
        {
            Read = async (reader, cancellationToken) =>
            {
                var rows = await question.Read(reader, cancellationToken);
                Tell(question, rows, null);
                return rows;
            },
            Failed = exception =>
            {
                Tell(question, null, exception);
                question.Failed(exception);
            },
        };

        /// <summary>Tells of a question: that it was answered with so many rows, or why it failed.</summary>
        public void Tell(DatabaseQuestion question, int? rows, Exception? failure)
        {
            Count++;
            metrics.Asked(kind, Stopwatch.GetElapsedTime(_clock), rows, failure);
            using (var span = StatementSpan.Start(kind, question.Statement.Text, _started))
            {
                span?.SetTag("db.response.returned_rows", rows);
                if (failure is not null)
                {
                    span.Fail(Tracing.KindOf(failure));
                }
            }

            (_started, _clock) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        }
    }
}
