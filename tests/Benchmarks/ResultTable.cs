using System.Globalization;
using IndhCoops.Benchmarks.Load;

namespace IndhCoops.Benchmarks;

/// <summary>A Markdown table of what was measured.</summary>
internal sealed class ResultTable(TextWriter output)
{
    /// <summary>Writes the head.</summary>
    public void Begin()
    {
        output.WriteLine("| database | work | server | requests/s | p50 ms | p99 ms | of its measure |");
        output.WriteLine("|---|---|---|---:|---:|---:|---:|");
    }

    /// <summary>Writes a line; the ratio is to the requests per second of what it is measured against.</summary>
    public void Add(string database, Work work, Contender contender, Measurement measured, double ratio) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {database} | {work.Name} | {contender.Name} | {measured.RequestsPerSecond:N0} | {measured.P50.TotalMilliseconds:F2} | {measured.P99.TotalMilliseconds:F2} | {ratio:F2} |"));
}
