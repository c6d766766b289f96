namespace IndhCoops.Functions.Hosting;

/// <summary>
/// The memory that a run took. The runtime collects garbage when more is made, and between runs, for most of a day, there is none: it would
/// keep what the run took.
/// </summary>
internal static class RunMemory
{
    /// <summary>
    /// Lets the next step have the memory of the one that ended. On a processor with much cache the runtime would take as much as that cache before it collects:
    /// 40 MB more for the reports of two years.
    /// </summary>
    public static void Reuse() => GC.Collect(1, GCCollectionMode.Forced, blocking: true);

    /// <summary>Gives it back to the system.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
