namespace IndhCoops.Functions.Hosting;

/// <summary>
/// The memory that a run took. The runtime collects garbage when more is made, and between runs, for most of a day, there is none: it would
/// keep what the run took.
/// </summary>
internal static class RunMemory
{
    /// <summary>Gives it back to the system.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
