using System.Diagnostics;
using System.Globalization;
using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Writes;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Dashboard;

/// <summary>
/// Measures the saved queries one by one, and those of the dashboard's page together, with nothing kept and one client: at rest, and right
/// after a payment.
/// </summary>
internal sealed class DashboardBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "dashboard";

    // The server compiles what is asked often once more, on its own time.
    private const int RoundsToWarmUp = 5;

    // What the page asks when it is opened without filters.
    private static readonly string[] Page =
    [
        "national-figures", "disbursed-by-month", "by-region", "top-provinces", "by-programme", "cooperatives-by-sector",
        "indh-share", "reported-against-computed",
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
            $"{options.Cooperatives:N0} cooperatives, nothing kept, one client, median of {options.Rounds} "
                + $"rounds, {Environment.ProcessorCount} cores shared by server, database and client; milliseconds"));
        output.WriteLine();
        var columns = new List<IReadOnlyDictionary<string, Times>>();
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            columns.Add(await MeasureAsync(database, cancellationToken));
        }

        output.WriteLine($"| saved query | {string.Join(" | ", options.Databases.Select(kind => $"{kind} | right after a payment"))} |");
        output.WriteLine($"|---|{string.Concat(options.Databases.Select(_ => "---:|---:|"))}");
        foreach (var name in columns[0].Keys)
        {
            output.WriteLine($"| {name} | {string.Join(" | ", columns.Select(column => column[name].ToString()))} |");
        }

        return 0;
    }

    private async Task<IReadOnlyDictionary<string, Times>> MeasureAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync(
            "IndhCoops.GraphQL.dll",
            [.. database.ServerArguments, "--demo", $"{options.Cooperatives}"],
            cancellationToken,
            [.. CopyByColumns.Settings, ("INDHCOOPS_Answers__Keep", "false")]);

        // The server loads the ledger; its balances are the timers' work.
        var contexts = new IndhCoopsContextFactory(database.Options);
        await new BalanceStriker(contexts, TimeProvider.System).StrikeAsync(afresh: false, cancellationToken);

        await CopyByColumns.WaitAsync(server, cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{server.Port}") };
        var atRest = await MediansAsync(client, _ => Task.CompletedTask, cancellationToken);
        var afterPayment = await MediansAsync(client, cancellation => SmallPayment.RecordAsync(contexts, cancellation), cancellationToken);
        return atRest.ToDictionary(pair => pair.Key, pair => new Times(pair.Value, afterPayment[pair.Key]));
    }

    // What comes before each question is not part of its time.
    private async Task<Dictionary<string, double>> MediansAsync(
        HttpClient client, Func<CancellationToken, Task> before, CancellationToken cancellationToken)
    {
        var rounds = new List<Dictionary<string, double>>();
        for (var round = 0; round < RoundsToWarmUp + options.Rounds; round++)
        {
            var times = new Dictionary<string, double>();
            foreach (var name in SavedQueries)
            {
                await before(cancellationToken);
                times[name] = await AskAsync(client, [name], cancellationToken);
            }

            times[OneByOne] = Page.Sum(name => times[name]);
            await before(cancellationToken);
            times[Together] = await AskAsync(client, Page, cancellationToken);
            rounds.Add(times);
        }

        var counted = rounds[RoundsToWarmUp..];
        return counted[0].Keys.ToDictionary(
            name => name, name => counted.Select(times => times[name]).Order().ElementAt(counted.Count / 2));
    }

    // Milliseconds.
    private readonly record struct Times(double AtRest, double AfterPayment)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtRest:N0} | {AfterPayment:N0}");
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
