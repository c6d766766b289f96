using System.Diagnostics.Metrics;
using IndhCoops.Domain.Telemetry;

namespace IndhCoops.Functions.Telemetry;

/// <summary>What is measured of the functions' work.</summary>
internal sealed class FunctionMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _duration = meters.Create(Tracing.Name)
        .CreateHistogram("indhcoops.function.duration", "s", "How long runs of functions took.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600],
        });

    /// <summary>Measures a run.</summary>
    public void Ran(string function, TimeSpan duration, Exception? failure)
    {
        var name = new KeyValuePair<string, object?>("faas.name", function);
        if (failure is null)
        {
            _duration.Record(duration.TotalSeconds, name);
        }
        else
        {
            _duration.Record(duration.TotalSeconds, name, new("error.type", StorageFailure.KindOf(failure)));
        }
    }
}
