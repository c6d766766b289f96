using System.Globalization;

namespace IndhCoops.Load;

/// <summary>The server's memory over time, with the files of programs that it maps.</summary>
/// <param name="from">From which share of the time on it should be steady: what goes before is warming up, or was another load.</param>
public sealed class MemoryCurve(double from)
{
    private const int Width = 40;
    private const int Lines = 15;

    private readonly List<(TimeSpan At, long Bytes)> _samples = [];

    /// <summary>How often it was looked at.</summary>
    public int Samples => _samples.Count;

    /// <summary>
    /// By how much the mean of the second half of the time in which it should be steady is over that of the first half, as a share.
    /// </summary>
    public double Growth => (Mean(Middle, 1) / Mean(from, Middle)) - 1;

    private double Middle => (from + 1) / 2;

    internal void Add(TimeSpan at, long bytes) => _samples.Add((at, bytes));

    /// <summary>The curve as lines of text, and its verdict.</summary>
    public string Print(double allowed)
    {
        var highest = _samples.Max(sample => sample.Bytes);
        var lines = _samples.Where((_, i) => i % Math.Max(1, _samples.Count / Lines) == 0).Select(sample =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {sample.At:mm\\:ss} {sample.Bytes / 1e6,6:N0} MB {new string('#', (int)(Width * sample.Bytes / highest))}"));
        return string.Join('\n', lines) + string.Create(
            CultureInfo.InvariantCulture,
            $"\n  at first {Mean(0, from) / 1e6:N0} MB, then {Mean(from, Middle) / 1e6:N0} MB, in the end {Mean(Middle, 1) / 1e6:N0} "
                + $"MB, highest {highest / 1e6:N0} MB: {(Growth <= allowed ? "steady" : "growing")} ({Growth:+0.0 %;-0.0 %})");
    }

    private double Mean(double begin, double end)
    {
        var (first, last) = ((int)(begin * _samples.Count), (int)(end * _samples.Count));
        return _samples.Skip(first).Take(last - first).Average(sample => sample.Bytes);
    }
}
