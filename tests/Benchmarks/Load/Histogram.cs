using System.Numerics;

namespace IndhCoops.Benchmarks.Load;

/// <summary>How long requests took, in microseconds, within 1.6 %: 64 buckets for each doubling.</summary>
internal sealed class Histogram
{
    private const int Precision = 6;

    private readonly long[] _counts = new long[(64 - Precision) << Precision];

    /// <summary>How many requests there were.</summary>
    public long Count { get; private set; }

    /// <summary>How long their answers were together.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts a request.</summary>
    public void Add(long microseconds, int bytes)
    {
        _counts[BucketOf(microseconds)]++;
        Count++;
        Bytes += bytes;
    }

    /// <summary>Counts the requests of another histogram too.</summary>
    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Bytes += other.Bytes;
    }

    /// <summary>The time within which so many of the requests ended; share is from 0 to 1.</summary>
    public TimeSpan Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left <= 0)
            {
                return TimeSpan.FromMicroseconds(LowestOf(i));
            }
        }

        return TimeSpan.Zero;
    }

    private static int BucketOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)Math.Max(1, value)) - Precision);
        return (shift << Precision) + (int)(value >> shift);
    }

    private static long LowestOf(int bucket)
    {
        var shift = Math.Max(0, (bucket >> Precision) - 1);
        return (long)(bucket - (shift << Precision)) << shift;
    }
}
