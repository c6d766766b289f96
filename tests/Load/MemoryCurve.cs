using System.Globalization;

namespace IndhCoops.Load;

/// <summary>The server's memory over time, with the files of programs that it maps.</summary>
public sealed class MemoryCurve
{
    private const int Width = 40;
    private const int Lines = 15;

    private readonly List<(TimeSpan At, long Bytes)> _samples = [];

    /// <summary>How often it was looked at.</summary>
    public int Samples => _samples.Count;

    /// <summary>By how much the mean of the last third is over that of the middle third, as a share.</summary>
    public double Growth => (Mean(2) / Mean(1)) - 1;

    internal void Add(TimeSpan at, long bytes) => _samples.Add((at, bytes));

    /// <summary>The curve as lines of text, and its verdict.</summary>
    public string Print(double allowed)
    {
        var highest = _samples.Max(sample => sample.Bytes);
        var lines = _samples.Where((_, i) => i % Math.Max(1, _samples.Count / Lines) == 0).Select(sample =>
            string.Create(CultureInfo.InvariantCulture, $"  {sample.At:mm\\:ss} {sample.Bytes / 1e6,6:N0} MB {new string('#', (int)(Width * sample.Bytes / highest))}"));
        return string.Join('\n', lines) + string.Create(
            CultureInfo.InvariantCulture,
            $"\n  first third {Mean(0) / 1e6:N0} MB, middle {Mean(1) / 1e6:N0} MB, last {Mean(2) / 1e6:N0} MB, highest {highest / 1e6:N0} MB: {(Growth <= allowed ? "steady" : "growing")} ({Growth:+0.0 %;-0.0 %})");
    }

    private double Mean(int third)
    {
        var length = _samples.Count / 3;
        return _samples.Skip(third * length).Take(length).Average(sample => sample.Bytes);
    }
}
