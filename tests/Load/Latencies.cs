using System.Collections.Concurrent;

namespace IndhCoops.Load;

/// <summary>How long right answers took.</summary>
public sealed class Latencies
{
    private readonly ConcurrentQueue<double> _milliseconds = [];

    /// <summary>How many there were.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>So many milliseconds or fewer took a share of them; zero where there were none.</summary>
    public double Within(double share)
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    internal void Add(TimeSpan took) => _milliseconds.Enqueue(took.TotalMilliseconds);
}
