using System.Globalization;
using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Walks;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Summary;

/// <summary>What was measured of one contender.</summary>
internal sealed record Result(DatabaseKind Database, int Connections, Work Work, Role Role, Measurement Measured);

/// <summary>All that was measured; each figure is also told when it comes.</summary>
internal sealed class Measurements(TextWriter told)
{
    private readonly List<Result> _all = [];
    private readonly List<WalkResult> _walks = [];

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<Result> All => _all;

    /// <summary>First and deep pages, one pair for each database.</summary>
    public IReadOnlyList<WalkResult> Walks => _walks;

    /// <summary>Tells what the columns of each line are.</summary>
    public void Begin()
    {
        told.WriteLine(
            "| database | work | clients | server | requests/s | p50 ms | p99 ms | CPU s per 1,000 | bytes allocated | bytes answered |");
        told.WriteLine("|---|---|---:|---|---:|---:|---:|---:|---:|---:|");
    }

    /// <summary>Adds what was measured of a contender.</summary>
    public void Add(Result result)
    {
        _all.Add(result);
        Tell($"{result.Database} | {result.Work.Name} | {result.Connections} | {result.Role}", result.Measured);
    }

    /// <summary>Adds what a walk gave.</summary>
    public void Add(WalkResult walk)
    {
        _walks.Add(walk);
        Tell($"{walk.Database} | page 1 | {walk.Connections} | {Role.Graph}", walk.First);
        Tell(
            string.Create(CultureInfo.InvariantCulture, $"{walk.Database} | page {walk.Page:N0} | {walk.Connections} | {Role.Graph}"),
            walk.Deep);
    }

    /// <summary>What was measured of a contender; null where it was not.</summary>
    public Measurement? Find(DatabaseKind database, int connections, Work work, Role role) => _all
        .Find(result => (result.Database, result.Connections, result.Work, result.Role) == (database, connections, work, role))?.Measured;

    private void Tell(string who, Measurement measured) => told.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {who} | {measured.RequestsPerSecond:N1} | {measured.P50.TotalMilliseconds:F2} | {measured.P99.TotalMilliseconds:F2} | "
            + $"{measured.CpuSeconds:F3} | {measured.AllocatedBytes:N0} | {measured.AnswerBytes:N0} |"));
}
