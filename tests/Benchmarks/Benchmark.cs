using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Summary;
using IndhCoops.Benchmarks.Walks;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks;

/// <summary>Measures the graph beside others that do the same work on the same database, in turns.</summary>
internal sealed class Benchmark(BenchmarkOptions options)
{
    private readonly Measurements _results = new(Console.Error);
    private bool _isSound = true;

    /// <summary>Measures all that was asked for; 1 where the servers' answers differ.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _results.Begin();
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await using var contenders = await Contenders.StartAsync(database, options.Cooperatives, cancellationToken);
            if (options.Peers)
            {
                await contenders.StartPeersAsync(database.Options, cancellationToken);
            }

            foreach (var work in options.Works)
            {
                Measure(kind, work, contenders, cancellationToken);
            }

            if (options.Works.Contains(Work.Flat)
                && KeysetWalk.Measure(kind, contenders[Role.Graph], options.Turns, options.Connections[0], cancellationToken) is { } walk)
            {
                _results.Add(walk);
            }
        }

        await using var output = options.Markdown is { } file ? new StreamWriter(file) : Console.Out;
        output.WriteLine(options.Heading);
        output.WriteLine();
        new ReadmeTables(_results, output).Write();
        return _isSound ? 0 : 1;
    }

    private void Measure(DatabaseKind kind, Work work, Contenders contenders, CancellationToken cancellationToken)
    {
        var working = contenders.All.Where(contender => contender.Does(work)).ToList();
        var model = working.Find(contender => contender.Role is Role.Graph or Role.Kept)!;
        working.Find(contender => contender.Role == Role.ReadyMade)?.PutAnswers(work, model);
        foreach (var other in working.Where(other => other != model && !Answers.Agree(work, model, other)).ToList())
        {
            // Whoever answers something else does other work.
            _isSound = false;
            working.Remove(other);
        }

        foreach (var connections in options.Connections)
        {
            foreach (var (contender, measured) in options.Turns.Measure(working, work, connections, cancellationToken))
            {
                _results.Add(new Result(kind, connections, work, contender.Role, measured));
            }
        }
    }
}
