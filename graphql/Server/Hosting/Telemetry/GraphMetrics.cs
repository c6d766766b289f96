using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>What is counted and measured of the graph's work. Where nobody collects, each call ends at a look at a field.</summary>
internal sealed class GraphMetrics : IGraphTelemetry
{
    private readonly ConcurrentDictionary<string, Func<long>> _caches = [];
    private readonly Counter<long> _lookups;
    private readonly Histogram<double> _fieldCost;
    private readonly Histogram<double> _typeCost;
    private readonly Histogram<double> _statementDuration;
    private readonly Histogram<long> _rows;

    public GraphMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Tracing.Name);
        _lookups = meter.CreateCounter<long>(
            "indhcoops.cache.lookups", "{lookup}",
            "How often documents, plans, answers and counts were looked for in their cache, and found or not.");
        meter.CreateObservableUpDownCounter(
            "indhcoops.cache.size",
            () => _caches.Select(cache => new Measurement<long>(cache.Value(), new KeyValuePair<string, object?>("cache", cache.Key))),
            "By", "What a cache holds, as it is estimated.");
        _fieldCost = Costs(
            "indhcoops.request.field_cost",
            "What the work behind the fields and arguments of requests costs, those included that are refused for it.");
        _typeCost = Costs(
            "indhcoops.request.type_cost", "What the objects of requests' answers cost, those included that are refused for it.");
        _statementDuration = Histogram<double>(
            "db.client.operation.duration", "s", "How long SQL statements took, until their last row was read.",
            [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]);
        _rows = Histogram<long>(
            "db.client.response.returned_rows", "{row}", "How many rows SQL statements gave.",
            [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]);

        Histogram<double> Costs(string name, string description) =>
            Histogram<double>(name, "{cost}", description, [1, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]);

        Histogram<T> Histogram<T>(string name, string unit, string description, IReadOnlyList<T> bounds)
            where T : struct =>
            meter.CreateHistogram(name, unit, description, advice: new InstrumentAdvice<T> { HistogramBucketBoundaries = bounds });
    }

    /// <summary>Whether anybody collects what is measured of statements.</summary>
    public bool MeasuresStatements => _statementDuration.Enabled || _rows.Enabled;

    public void Watch(string cache, Func<long> bytes) => _caches[cache] = bytes;

    public void LookedUp(string cache, bool isHit)
    {
        if (_lookups.Enabled)
        {
            _lookups.Add(1, new("cache", cache), new("result", isHit ? "hit" : "miss"));
        }
    }

    /// <param name="rows">How many rows it gave; null where it failed.</param>
    public void Asked(DatabaseKind database, TimeSpan duration, int? rows, Exception? failure)
    {
        var system = new KeyValuePair<string, object?>("db.system.name", StatementSpan.SystemOf(database));
        if (failure is not null)
        {
            _statementDuration.Record(duration.TotalSeconds, system, new("error.type", Tracing.KindOf(failure)));
        }
        else
        {
            _statementDuration.Record(duration.TotalSeconds, system);
            _rows.Record(rows ?? 0, system);
        }
    }

    void IGraphTelemetry.Costed(OperationCost cost)
    {
        _fieldCost.Record(cost.FieldCost);
        _typeCost.Record(cost.TypeCost);
    }

    Activity? IGraphTelemetry.StartPlanning() => Tracing.Source.StartActivity("plan");
}
