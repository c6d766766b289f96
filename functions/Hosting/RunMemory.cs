namespace IndhCoops.Functions.Hosting;

/// <summary>
/// Gives back the memory of a run. The runtime collects garbage only while a program allocates. Between runs, for most of a day, this
/// program allocates nothing, so the memory would stay taken.
/// </summary>
internal static class RunMemory
{
    /// <summary>Gives it back to the system.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
