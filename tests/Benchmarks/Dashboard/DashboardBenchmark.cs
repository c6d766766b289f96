using System.Diagnostics;
using System.Globalization;
using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Dashboard;

/// <summary>Measures the saved queries one by one, and those of the dashboard's page together, with nothing kept and one client.</summary>
internal sealed class DashboardBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "dashboard";

    // The server compiles what is asked often once more, on its own time.
    private const int RoundsToWarmUp = 5;

    // What the page asks when it is opened without filters.
    private static readonly string[] Page =
    [
        "national-figures", "disbursed-by-month", "by-region", "top-provinces", "by-programme", "cooperatives-by-sector", "indh-share", "reported-against-computed",
        "territories", "programmes", "recipients", "cooperatives-by-province",
    ];

    // What it asks when something is chosen.
    private static readonly string[] Chosen = ["bilan", "disbursed-by-year", "grants-open"];

    // What pages on the data and on all provinces ask.
    private static readonly string[] Others = ["about-page", "province-list"];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> SavedQueries = [.. Page, .. Chosen, .. Others];

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var output = options.Markdown is { } file ? new StreamWriter(file) : Console.Out;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Cooperatives:N0} cooperatives, nothing kept, one client, median of {options.Rounds} rounds, {Environment.ProcessorCount} cores shared by server, database and client; milliseconds"));
        output.WriteLine();
        var columns = new List<IReadOnlyDictionary<string, double>>();
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            columns.Add(await MeasureAsync(database, cancellationToken));
        }

        output.WriteLine($"| saved query | {string.Join(" | ", options.Databases)} |");
        output.WriteLine($"|---|{string.Concat(options.Databases.Select(_ => "---:|"))}");
        foreach (var name in columns[0].Keys)
        {
            output.WriteLine($"| {name} | {string.Join(" | ", columns.Select(column => column[name].ToString("N0", CultureInfo.InvariantCulture)))} |");
        }

        return 0;
    }

    private async Task<IReadOnlyDictionary<string, double>> MeasureAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(
            "IndhCoops.GraphQL.dll",
            [.. database.ServerArguments, "--demo", $"{options.Cooperatives}"],
            cancellationToken,
            [.. CopyByColumns.Settings, ("INDHCOOPS_Answers__Keep", "false")]);

        // The server loads the ledger; its balances are the timers' work.
        await new BalanceStriker(new IndhCoopsContextFactory(database.Options), TimeProvider.System).StrikeAsync(afresh: false, cancellationToken);

        await CopyByColumns.WaitAsync(server, cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{server.Port}") };
        var times = SavedQueries.Append(OneByOne).Append(Together).ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < RoundsToWarmUp + options.Rounds; round++)
        {
            var measured = new Dictionary<string, double>();
            foreach (var name in SavedQueries)
            {
                measured[name] = await AskAsync(client, [name], cancellationToken);
            }

            measured[OneByOne] = Page.Sum(name => measured[name]);
            measured[Together] = await AskAsync(client, Page, cancellationToken);

            foreach (var (name, time) in round < RoundsToWarmUp ? [] : measured)
            {
                times[name].Add(time);
            }
        }

        return times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(pair.Value.Count / 2));
    }

    private const string OneByOne = "the page's, one after the other";

    private const string Together = "the page's, all at once";

    private static async Task<double> AskAsync(HttpClient client, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(names.Select(async name =>
        {
            var answer = await client.GetStringAsync(new Uri($"/graphql/persisted/{name}", UriKind.Relative), cancellationToken);
            if (answer.StartsWith("{\"errors\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{name}: {answer}");
            }
        }));
        return watch.Elapsed.TotalMilliseconds;
    }
}
