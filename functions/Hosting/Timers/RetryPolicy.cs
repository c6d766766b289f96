namespace IndhCoops.Functions.Hosting.Timers;

/// <summary>How often a failed run is tried again, and how long that waits.</summary>
/// <param name="MaxRetryCount">How many times; -1 for as long as it takes.</param>
/// <param name="MinimumInterval">The first wait; every further one is twice as long.</param>
/// <param name="MaximumInterval">The longest wait.</param>
internal sealed record RetryPolicy(int MaxRetryCount, TimeSpan MinimumInterval, TimeSpan MaximumInterval)
{
    /// <summary>No second try.</summary>
    public static RetryPolicy None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Whether a run that was retried <paramref name="retries"/> times may be tried again.</summary>
    public bool Allows(int retries) => MaxRetryCount < 0 || retries < MaxRetryCount;

    /// <summary>How long to wait after <paramref name="retries"/> retries.</summary>
    public TimeSpan WaitAfter(int retries) => TimeSpan.FromMilliseconds(
        Math.Min(MinimumInterval.TotalMilliseconds * Math.Pow(2, retries), MaximumInterval.TotalMilliseconds));
}
