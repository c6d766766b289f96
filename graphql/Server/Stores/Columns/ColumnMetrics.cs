using System.Diagnostics.Metrics;
using IndhCoops.Domain.Telemetry;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>What is counted and measured of the copy by columns.</summary>
internal sealed class ColumnMetrics
{
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _loads;

    public ColumnMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Tracing.Name);
        _requests = meter.CreateCounter<long>(
            "indhcoops.columns.requests", "{request}",
            "Requests with steps for the copy by columns: answered by it (hit), or by the database and why.");
        _loads = meter.CreateHistogram("indhcoops.columns.load.duration", "s", "How long the copy by columns took to be made.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 20, 50, 100, 200],
        });
        meter.CreateObservableUpDownCounter("indhcoops.columns.rows", () => Rows?.Invoke() ?? 0, "{row}", "Rows of the copy by columns.");
        meter.CreateObservableUpDownCounter(
            "indhcoops.columns.memory", () => Memory?.Invoke() ?? 0, "By", "Memory of the copy by columns and of its queries.");
        meter.CreateObservableGauge(
            "indhcoops.columns.lag",
            () => Lag?.Invoke().TotalSeconds ?? 0,
            "s",
            "For how long the copy by columns has been behind the database, as requests found it.");
    }

    /// <summary>Says how many rows the copy has.</summary>
    public Func<long>? Rows { get; set; }

    /// <summary>Says what memory the copy takes.</summary>
    public Func<long>? Memory { get; set; }

    /// <summary>Says for how long the copy has been behind.</summary>
    public Func<TimeSpan>? Lag { get; set; }

    /// <summary>Counts a request: <c>hit</c>, or why the database answered it.</summary>
    public void Asked(string result) => _requests.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>Measures a load.</summary>
    public void Loaded(TimeSpan duration) => _loads.Record(duration.TotalSeconds);
}
