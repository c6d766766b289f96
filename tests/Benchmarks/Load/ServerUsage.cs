namespace IndhCoops.Benchmarks.Load;

/// <summary>What a server has used since it started.</summary>
/// <param name="Cpu">The processor time of all its threads.</param>
/// <param name="AllocatedBytes">The bytes that it allocated on its managed heap; null where it does not say.</param>
internal readonly record struct ServerUsage(TimeSpan Cpu, long? AllocatedBytes)
{
    /// <summary>What was used between two moments.</summary>
    public static ServerUsage operator -(ServerUsage later, ServerUsage earlier) =>
        new(later.Cpu - earlier.Cpu, later.AllocatedBytes - earlier.AllocatedBytes);
}
