using System.Diagnostics;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>A database whose statements are told of: a span and a measurement for each. Out of the way where nobody listens.</summary>
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
        // Statements that are asked together are answered one after the other: each begins where the one before it ended.
        public override async ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
        {
            var (told, started, clock) = (0, DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
            try
            {
                await reading.AskAsync([.. questions.Select(Observed)], cancellationToken);
            }
            catch (Exception exception) when (exception is not ReadingLostException && told < questions.Count)
            {
                // Whatever ended it, ended it at the statement that was being answered.
                Tell(questions[told], null, exception);
                throw;
            }

            DatabaseQuestion Observed(DatabaseQuestion question) => question with
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

            void Tell(DatabaseQuestion question, int? rows, Exception? failure)
            {
                told++;
                metrics.Asked(kind, Stopwatch.GetElapsedTime(clock), rows, failure);
                using (var span = StatementSpan.Start(kind, question.Statement.Text, started))
                {
                    span?.SetTag("db.response.returned_rows", rows);
                    if (failure is not null)
                    {
                        span.Fail(Tracing.KindOf(failure));
                    }
                }

                (started, clock) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
            }
        }

        public override ValueTask DisposeAsync() => reading.DisposeAsync();
    }
}
