using System.Text.Json;
using IndhCoops.Benchmarks.Handwritten;
using IndhCoops.Benchmarks.Load;

namespace IndhCoops.Benchmarks;

/// <summary>Measures the graph beside the hand-written endpoints on the same database, in turns.</summary>
internal sealed class Benchmark(BenchmarkOptions options)
{
    private const int Rounds = 5;

    private readonly ResultTable _table = new(Console.Out);

    /// <summary>Measures all that was asked for; 1 where the servers' answers differ.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Console.Out.WriteLine($"{options.Cooperatives:N0} cooperatives, {options.Connections} connections, median of {Rounds} rounds of {options.Seconds} s, {Environment.ProcessorCount} cores shared by servers, database and clients");
        Console.Out.WriteLine();
        _table.Begin();
        var sound = true;
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await using var graph = await ServerProcess.StartAsync(
                "IndhCoops.GraphQL.dll", [.. database.ServerArguments, "--demo", $"{options.Cooperatives}"], cancellationToken);
            await using var handwritten = await ServerProcess.StartAsync(
                "IndhCoops.Benchmarks.dll", HandwrittenServer.Arguments(database.Options), cancellationToken);
            foreach (var work in Work.All)
            {
                sound &= Measure($"{kind}", work, Contender.Graph(graph.Port), Contender.Handwritten(handwritten.Port), cancellationToken);
            }
        }

        return sound ? 0 : 1;
    }

    private bool Measure(string database, Work work, Contender graph, Contender handwritten, CancellationToken cancellationToken)
    {
        if (!AnswersAreEqual(work, graph, handwritten))
        {
            return false;
        }

        Contender[] contenders = [graph, handwritten];
        var rounds = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        foreach (var contender in contenders)
        {
            Load(contender, work);
        }

        for (var i = 0; i < Rounds; i++)
        {
            foreach (var contender in contenders)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rounds[contender].Add(Load(contender, work));
            }
        }

        var reference = Measurement.Median(rounds[handwritten]);
        foreach (var contender in contenders)
        {
            var measured = Measurement.Median(rounds[contender]);
            _table.Add(database, work, contender, measured, measured.RequestsPerSecond / reference.RequestsPerSecond);
        }

        return true;
    }

    private Measurement Load(Contender contender, Work work) =>
        LoadGenerator.Run(contender.Port, contender.Requests(work), options.Connections, TimeSpan.FromSeconds(options.Seconds));

    private static bool AnswersAreEqual(Work work, Contender graph, Contender handwritten)
    {
        using var one = new KeepAliveConnection(graph.Port);
        using var other = new KeepAliveConnection(handwritten.Port);
        foreach (var (question, (asked, alsoAsked)) in Work.Questions.Zip(graph.Requests(work).Zip(handwritten.Requests(work))))
        {
            var (left, right) = (one.Exchange(asked).ToArray(), other.Exchange(alsoAsked).ToArray());
            if (!JsonElement.DeepEquals(JsonElement.Parse(left), JsonElement.Parse(right)))
            {
                Console.Error.WriteLine($"The answers differ: {work.Name}, {question}");
                Console.Error.WriteLine(System.Text.Encoding.UTF8.GetString(left));
                Console.Error.WriteLine(System.Text.Encoding.UTF8.GetString(right));
                return false;
            }
        }

        return true;
    }
}
