using System.Diagnostics.Metrics;
using IndhCoops.Databases;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>Collects what the instruments of one server measure.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(string Instrument, double Value, string Tags)> _values = [];
    private readonly MeterListener _listener = new();
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens to the meters that the server's factory makes, before and after.</summary>
    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>How often an instrument measured with these tags (<c>cache=plan</c>).</summary>
    public int Count(string instrument, params string[] tags) => Of(instrument, tags).Count;

    /// <summary>The sum of what an instrument measured with these tags.</summary>
    public double Sum(string instrument, params string[] tags) => Of(instrument, tags).Sum();

    /// <summary>What an observable instrument measures now; null for nothing.</summary>
    public double? Last(string instrument, params string[] tags)
    {
        var before = Count(instrument, tags);
        _listener.RecordObservableInstruments();
        return Of(instrument, tags) is { } all && all.Count > before ? all[^1] : null;
    }

    /// <summary>
    /// Waits until an instrument has measured with these tags: a request's duration is measured after its answer is sent.
    /// </summary>
    public async Task WaitForAsync(string instrument, params string[] tags)
    {
        while (true)
        {
            Task grew;
            lock (_lock)
            {
                grew = _grew.Task;
            }

            if (Count(instrument, tags) > 0)
            {
                return;
            }

            await grew.WithPatienceAsync(
                $"{instrument} has not measured with {string.Join(' ', tags)}", TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => _listener.Dispose();

    private List<double> Of(string instrument, string[] tags)
    {
        lock (_lock)
        {
            return
            [
                .. _values.Where(value =>
                    value.Instrument == instrument
                        && Array.TrueForAll(tags, tag => value.Tags.Contains($" {tag} ", StringComparison.Ordinal)))
                .Select(value => value.Value),
            ];
        }
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = $" {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))} ";
        lock (_lock)
        {
            _values.Add((instrument.Name, value, text));
            _grew.SetResult();
            _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
