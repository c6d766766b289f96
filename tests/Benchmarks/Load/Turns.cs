using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Load;

/// <summary>Loads several servers in turns, so that what else the machine does falls on all of them.</summary>
/// <param name="Rounds">How often each has its turn, after one that does not count.</param>
/// <param name="Duration">How long a turn lasts.</param>
internal sealed record Turns(int Rounds, TimeSpan Duration)
{
    /// <summary>The middle of each contender's rounds. One that fails is left out, and the error stream says why.</summary>
    public IReadOnlyList<(Contender Contender, Measurement Measured)> Measure(
        IEnumerable<Contender> contenders, Work work, int connections, CancellationToken cancellationToken) =>
        Measure(
            contenders.Select(contender => (contender, contender.Server, contender.Requests(work))),
            $"{work.Name}, {connections} clients",
            connections,
            cancellationToken);

    /// <summary>The same for requests that are known.</summary>
    public IReadOnlyList<(T Key, Measurement Measured)> Measure<T>(
        IEnumerable<(T Key, ServerProcess Server, IReadOnlyList<byte[]> Requests)> sides,
        string what,
        int connections,
        CancellationToken cancellationToken)
    {
        var left = sides.ToList();
        var rounds = left.ToDictionary(side => side, _ => new List<Measurement>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var side in left.ToList())
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    rounds[side].Add(LoadGenerator.Run(side.Server, side.Requests, connections, Duration));
                }
                catch (AggregateException failure)
                {
                    Console.Error.WriteLine($"{what}, {side.Key}: {failure.InnerException!.Message}");
                    left.Remove(side);
                }
            }
        }

        return [.. left.Select(side => (side.Key, Measurement.Median(rounds[side][1..])))];
    }
}
