using System.Globalization;
using IndhCoops.Benchmarks.Dashboard;
using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Writes;

/// <summary>Measures how many answers are still true, and so are not made anew, while somebody writes once a second.</summary>
internal sealed class WriteBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "writes";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // What is asked in a circle: what the dashboard asks, and the flat page of each region.
    private static readonly IReadOnlyList<byte[]> Requests =
    [
        .. DashboardBenchmark.SavedQueries.Select(name => HttpBytes.Get($"/graphql/persisted/{name}")),
        .. Work.Flat.Asked.Select(question => HttpBytes.Ask("/graphql", Work.Flat.Query, question)),
    ];

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var output = options.Markdown is { } file ? new StreamWriter(file) : Console.Out;
        output.WriteLine($"{options.Heading}; {Requests.Count} questions in a circle");
        output.WriteLine();
        output.WriteLine(
            "| database | clients | written once a second | requests/s | answered from what is kept | others, for each write | p99 ms |");
        output.WriteLine("|---|---:|---|---:|---:|---:|---:|");
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await using var server = await ServerProcess.StartAsync(
                "IndhCoops.GraphQL.dll",
                [.. database.ServerArguments, "--demo", $"{options.Cooperatives}"],
                cancellationToken,
                [.. CopyByColumns.Settings, (StartupHook.LookupsVariable, "true")]);
            var contexts = new IndhCoopsContextFactory(database.Options);
            await new BalanceStriker(contexts, TimeProvider.System).StrikeAsync(afresh: false, cancellationToken);
            await CopyByColumns.WaitAsync(server, cancellationToken);
            foreach (var connections in options.Connections)
            {
                foreach (var (what, write) in Writes(contexts))
                {
                    var measured = await MeasureAsync(server, connections, write, cancellationToken);
                    output.WriteLine($"| {kind} | {connections} | {what} | {measured} |");
                }
            }
        }

        return 0;
    }

    private static IEnumerable<(string What, Func<CancellationToken, Task> Write)> Writes(IDbContextFactory<IndhCoopsContext> contexts) =>
    [
        ("nothing", _ => Task.CompletedTask),
        ("a movement", cancellation => SmallPayment.RecordAsync(contexts, cancellation)),
        ("a cooperative", cancellation => CorrectAsync(contexts, cancellation)),
    ];

    private static async Task CorrectAsync(IDbContextFactory<IndhCoopsContext> contexts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"update cooperatives set note = {Guid.NewGuid().ToString()} where id = (select id from cooperatives order by id limit 1)",
            cancellationToken);
    }

    // After a turn that does not count.
    private async Task<string> MeasureAsync(
        ServerProcess server, int connections, Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(options.Seconds * options.Rounds);
        LoadGenerator.Run(server, Requests, connections, TimeSpan.FromSeconds(options.Seconds));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var before = server.Usage();
        var writing = WriteAsync(write, ending.Token);
        var measured = await Task.Run(() => LoadGenerator.Run(server, Requests, connections, duration), cancellationToken);
        await ending.CancelAsync();
        var writes = await writing;
        var used = server.Usage() - before;
        var (kept, others) = ((double)used.Hits / used.Lookups, (double)(used.Lookups - used.Hits) / writes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.RequestsPerSecond:N0} | {kept:P3} | {others:N1} | {measured.P99.TotalMilliseconds:N1}");
    }

    // How often it wrote.
    private static async Task<int> WriteAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var writes = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await write(CancellationToken.None);
                writes++;
            }
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }

        return writes;
    }
}
