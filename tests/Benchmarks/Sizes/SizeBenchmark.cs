using System.Globalization;
using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Sizes;

/// <summary>Measures the flat page of a ledger beside the same page of one that is ten times as large, in turns.</summary>
internal sealed class SizeBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "sizes";

    private const int Times = 10;

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var output = options.Markdown is { } file ? new StreamWriter(file) : Console.Out;
        output.WriteLine($"{options.Heading}; flat page, requests per second");
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| database | clients | server | {options.Cooperatives:N0} cooperatives | {Times * options.Cooperatives:N0} cooperatives | "
                + $"of it (at most 1.2) |"));
        output.WriteLine("|---|---:|---|---:|---:|---:|");
        foreach (var kind in options.Databases)
        {
            await using var few = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await using var many = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await using var onFew = await Contenders.StartAsync(few, options.Cooperatives, cancellationToken);
            await using var onMany = await Contenders.StartAsync(many, Times * options.Cooperatives, cancellationToken);
            var contenders = new[] { Role.Graph, Role.Handwritten }.SelectMany(role => new[] { onFew[role], onMany[role] }).ToList();
            foreach (var connections in options.Connections)
            {
                var measured = options.Turns.Measure(contenders, Work.Flat, connections, cancellationToken);
                foreach (var pair in measured.GroupBy(side => side.Contender.Role))
                {
                    if (pair.Select(side => side.Measured.RequestsPerSecond).ToList() is [var small, var large])
                    {
                        output.WriteLine(string.Create(
                            CultureInfo.InvariantCulture,
                            $"| {kind} | {connections} | {pair.Key} | {small:N0} | {large:N0} | {small / large:F2} |"));
                    }
                }
            }
        }

        return 0;
    }
}
