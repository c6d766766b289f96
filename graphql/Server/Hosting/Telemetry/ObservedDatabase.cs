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
}
