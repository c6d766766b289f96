using IndhCoops.Benchmarks.Load;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Walks;

/// <summary>The first page of a walk beside a page that is reached by its cursor.</summary>
internal sealed record WalkResult(DatabaseKind Database, int Connections, int Page, Measurement First, Measurement Deep)
{
    /// <summary>How much more time the deep page takes.</summary>
    public double Ratio => First.RequestsPerSecond / Deep.RequestsPerSecond;
}
