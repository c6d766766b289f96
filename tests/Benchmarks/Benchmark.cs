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
        Console.Out.WriteLine($"{options.Cooperatives:N0} cooperatives, median of {Rounds} rounds of {options.Seconds} s, {Environment.ProcessorCount} cores shared by servers, database and clients");
        Console.Out.WriteLine();
        _table.Begin();
        var sound = true;
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            string[] arguments = [.. database.ServerArguments, "--demo", $"{options.Cooperatives}"];
            await using var graph = await ServerProcess.StartAsync("IndhCoops.GraphQL.dll", arguments, cancellationToken, ("INDHCOOPS_Answers__Keep", "false"));
            await using var keeping = await ServerProcess.StartAsync("IndhCoops.GraphQL.dll", arguments, cancellationToken);
            await using var handwritten = await ServerProcess.StartAsync(
                "IndhCoops.Benchmarks.dll", HandwrittenServer.Arguments(database.Options), cancellationToken);
            var written = Contender.Handwritten(handwritten);
            var ready = Contender.ReadyMade(handwritten);
            Contender[] contenders =
            [
                Contender.Graph("GraphQL", graph) with { Reference = written }, written,
                Contender.Graph("GraphQL, answers kept", keeping) with { Reference = ready }, ready,
            ];
            foreach (var work in Work.All)
            {
                sound &= AnswersAreEqual(work, contenders);
                foreach (var connections in options.Connections)
                {
                    Measure($"{kind}", work, connections, contenders, cancellationToken);
                }
            }
        }

        return sound ? 0 : 1;
    }

    private void Measure(string database, Work work, int connections, Contender[] contenders, CancellationToken cancellationToken)
    {
        var rounds = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        foreach (var contender in contenders)
        {
            Load(contender, work, connections);
        }

        for (var i = 0; i < Rounds; i++)
        {
            foreach (var contender in contenders)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rounds[contender].Add(Load(contender, work, connections));
            }
        }

        foreach (var contender in contenders)
        {
            _table.Add(database, work, connections, contender, Measurement.Median(rounds[contender]), Measurement.Median(rounds[contender.Reference ?? contender]));
        }
    }

    private Measurement Load(Contender contender, Work work, int connections) =>
        LoadGenerator.Run(contender.Server, contender.Requests(work), connections, TimeSpan.FromSeconds(options.Seconds));

    private static bool AnswersAreEqual(Work work, Contender[] contenders) =>
        contenders.Skip(1).All(contender => AnswersAreEqual(work, contenders[0], contender));

    private static bool AnswersAreEqual(Work work, Contender left, Contender right)
    {
        using var one = new KeepAliveConnection(left.Server.Port);
        using var other = new KeepAliveConnection(right.Server.Port);
        foreach (var (question, (asked, alsoAsked)) in work.Asked.Zip(left.Requests(work).Zip(right.Requests(work))))
        {
            var (answer, otherAnswer) = (one.Exchange(asked).ToArray(), other.Exchange(alsoAsked).ToArray());
            if (!JsonElement.DeepEquals(JsonElement.Parse(answer), JsonElement.Parse(otherAnswer)))
            {
                Console.Error.WriteLine($"The answers differ: {work.Name}, {question}");
                Console.Error.WriteLine(System.Text.Encoding.UTF8.GetString(answer));
                Console.Error.WriteLine(System.Text.Encoding.UTF8.GetString(otherAnswer));
                return false;
            }
        }

        return true;
    }
}
