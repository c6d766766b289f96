using System.Globalization;
using IndhCoops.Benchmarks.Load;

namespace IndhCoops.Benchmarks;

/// <summary>A Markdown table of what was measured.</summary>
internal sealed class ResultTable(TextWriter output)
{
    /// <summary>Writes the head.</summary>
    public void Begin()
    {
        output.WriteLine("| database | work | clients | server | requests/s | p50 ms | p99 ms | CPU s per 1,000 | bytes allocated | bytes answered | rate, of its measure | p99, of its measure |");
        output.WriteLine("|---|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    }

    /// <summary>Writes a line; the ratios are to what it is measured against.</summary>
    public void Add(string database, Work work, int connections, Contender contender, Measurement measured, Measurement reference) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {database} | {work.Name} | {connections} | {contender.Name} | {measured.RequestsPerSecond:N0} | {measured.P50.TotalMilliseconds:F2} | {measured.P99.TotalMilliseconds:F2} | {measured.CpuSeconds:F3} | {measured.AllocatedBytes:N0} | {measured.AnswerBytes:N0} | {measured.RequestsPerSecond / reference.RequestsPerSecond:F2} | {measured.P99 / reference.P99:F2} |"));
}
