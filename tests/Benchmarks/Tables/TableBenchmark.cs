using System.Diagnostics;
using System.Globalization;
using IndhCoops.Domain.Persistence;
using Npgsql;

namespace IndhCoops.Benchmarks.Tables;

/// <summary>Measures the export of all movements in each format, beside PostgreSQL's own export of the same columns as CSV.</summary>
internal sealed class TableBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "tables";

    private const int Rounds = 5;
    private const string Query = "{ movements { nodes { id kind amount effectiveOn recordedAt grant { id } } } }";
    private const string Copy =
        "copy (select id, kind, amount, effective_on, recorded_at, grant_id from movements order by id) to stdout (format csv, header)";

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(
            $"{options.Cooperatives:N0} cooperatives, one client on the same machine, median of {Rounds}, "
                + $"{Environment.ProcessorCount} cores");
        Console.WriteLine();
        Console.WriteLine("| database | movements as | seconds | MB | of COPY | server's peak MiB |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await using (await StartAsync(database, cancellationToken))
            {
                // Loads the ledger, which must not count in the peak of what comes.
            }

            await using var server = await StartAsync(database, cancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{server.Port}") };
            Report(kind, "(nothing yet)", default, 0, null, server);
            var rounds = new Dictionary<string, List<TimeSpan>>();
            var sizes = new Dictionary<string, long>();
            string[] all = kind == DatabaseKind.PostgreSql
                ? ["csv", "COPY", "json", "parquet", "xlsx"]
                : ["csv", "json", "parquet", "xlsx"];
            for (var i = 0; i <= Rounds; i++)
            {
                foreach (var format in all)
                {
                    var watch = Stopwatch.StartNew();
                    sizes[format] = format == "COPY" ? await CopyAsync(database, cancellationToken) : await GetAsync(
                        client, format, cancellationToken);

                    // The first round warms up.
                    rounds[format] = [.. rounds.GetValueOrDefault(format) ?? [], .. i == 0 ? [] : new[] { watch.Elapsed }];
                    if (i == 0 && format == "csv")
                    {
                        Report(kind, "csv, the first time", watch.Elapsed, sizes[format], null, server);
                    }
                }
            }

            var copy = rounds.TryGetValue("COPY", out var copies) ? Median(copies) : (TimeSpan?)null;
            foreach (var format in all)
            {
                Report(kind, format, Median(rounds[format]), sizes[format], copy, server);
            }
        }

        return 0;
    }

    // Without what counts its allocations, which takes some memory itself.
    private Task<ServerProcess> StartAsync(BenchmarkDatabase database, CancellationToken cancellationToken) =>
        ServerProcess.StartProgramAsync(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "IndhCoops.GraphQL.dll"), .. database.ServerArguments, "--demo", $"{options.Cooperatives}"],
        cancellationToken);

    private static void Report(DatabaseKind kind, string work, TimeSpan time, long bytes, TimeSpan? copy, ServerProcess server) =>
        Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {kind} | {work} | {time.TotalSeconds:F2} | {bytes / 1e6:F0} | {time / copy:F2} | {server.PeakBytes >> 20} |"));

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<long> GetAsync(HttpClient client, string format, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(
            new Uri($"/graphql/table.{format}?query={Uri.EscapeDataString(Query)}", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await DrainAsync(body, cancellationToken);
    }

    private static async Task<long> CopyAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.Options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        using var rows = await connection.BeginTextExportAsync(Copy, cancellationToken);
        var buffer = new char[64 * 1024];
        var total = 0L;
        for (int read; (read = await rows.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            total += read;
        }

        return total;
    }

    private static async Task<long> DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            total += read;
        }

        return total;
    }
}
