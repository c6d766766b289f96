namespace IndhCoops.Benchmarks.Load;

/// <summary>What a server has used since it started.</summary>
/// <param name="Cpu">The processor time of all its threads.</param>
/// <param name="AllocatedBytes">The bytes that it allocated on its managed heap; null where it does not say.</param>
/// <param name="Lookups">How often it looked for a kept answer; zero where nobody counts.</param>
/// <param name="Hits">How often it found one that was true.</param>
internal readonly record struct ServerUsage(TimeSpan Cpu, long? AllocatedBytes, long Lookups, long Hits)
{
    /// <summary>What was used between two moments.</summary>
    public static ServerUsage operator -(ServerUsage later, ServerUsage earlier) =>
        new(
            later.Cpu - earlier.Cpu,
            later.AllocatedBytes - earlier.AllocatedBytes,
            later.Lookups - earlier.Lookups,
            later.Hits - earlier.Hits);
}
