using System.Globalization;

namespace IndhCoops.Load;

/// <summary>What well-behaved clients were answered before the floods, or during them.</summary>
public sealed class Phase
{
    private int _right;
    private int _putOff;
    private int _wrong;

    /// <summary>How long right answers took that are no tables.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>The figures in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_right:N0} right, {_putOff:N0} put off, {_wrong:N0} wrong or broken off; half within {Latencies.Within(0.5):N1} "
            + $"ms, 99 of 100 within {Latencies.Within(0.99):N1} ms");

    internal void Add(Question question, Outcome outcome, TimeSpan took)
    {
        if (outcome is Outcome.Right or Outcome.NotModified)
        {
            Interlocked.Increment(ref _right);
            if (!question.IsTable)
            {
                Latencies.Add(took);
            }
        }
        else
        {
            Interlocked.Increment(ref outcome is Outcome.Later ? ref _putOff : ref _wrong);
        }
    }
}
