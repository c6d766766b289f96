using System.Diagnostics;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>
/// Tells of statements that are asked together: they are answered one after the other, so that each begins where the one before it ended.
/// </summary>
internal sealed class StatementObservation(DatabaseKind kind, GraphMetrics metrics)
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
