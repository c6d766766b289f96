namespace IndhCoops.GraphQL.Startup;

/// <summary>Gives memory back to the system after a flood. An idle server makes no garbage, and would never collect the flood's.</summary>
internal sealed class MemoryReturn(TimeProvider time) : BackgroundService
{
    private const long Quiet = 4 * 1024 * 1024;
    private const long Worthwhile = 12 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (allocated, rest) = (GC.GetTotalAllocatedBytes(), 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var isQuiet = GC.GetTotalAllocatedBytes() - allocated < Quiet;
            var held = Math.Max(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo().TotalCommittedBytes);
            if (isQuiet && held - Worthwhile > rest)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                rest = GC.GetGCMemoryInfo().TotalCommittedBytes;
            }
            else if (isQuiet)
            {
                rest = Math.Min(rest, held);
            }

            allocated = GC.GetTotalAllocatedBytes();
        }
    }
}
