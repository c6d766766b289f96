using System.Diagnostics.Metrics;
using IndhCoops.Domain.Telemetry;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>What is counted and measured of the copy by columns.</summary>
internal sealed class ColumnMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _loads;

    public ColumnMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Tracing.Name);
        _requests = _meter.CreateCounter<long>(
            "indhcoops.columns.requests", "{request}",
            "Requests with steps for the copy by columns: answered by it (hit), or by the database and why.");
        _loads = _meter.CreateHistogram(
            "indhcoops.columns.load.duration", "s", "How long the copy by columns took to be made.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 20, 50, 100, 200] });
    }

    /// <summary>Measures the copy that there is.</summary>
    /// <param name="lag">For how long it has been behind.</param>
    public void Watch(Func<long> rows, Func<long> memory, Func<TimeSpan> lag)
    {
        _meter.CreateObservableUpDownCounter("indhcoops.columns.rows", rows, "{row}", "Rows of the copy by columns.");
        _meter.CreateObservableUpDownCounter(
            "indhcoops.columns.memory", memory, "By", "Memory of the copy by columns and of its queries.");
        _meter.CreateObservableGauge(
            "indhcoops.columns.lag",
            () => lag().TotalSeconds,
            "s",
            "For how long the copy by columns has been behind the database, as requests found it.");
    }

    /// <summary>Counts a request: <c>hit</c>, or why the database answered it.</summary>
    public void Asked(string result) => _requests.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>Measures a load.</summary>
    public void Loaded(TimeSpan duration) => _loads.Record(duration.TotalSeconds);
}
