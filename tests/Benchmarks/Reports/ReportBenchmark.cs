using System.Diagnostics;
using System.Globalization;
using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Reports;

/// <summary>Measures the striking of all balances beside the bare sums of the same rows, and the writing of all reports.</summary>
internal sealed class ReportBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "reports";

    // What the balances of all months would take if they were sums and nothing more.
    private static string BareSums(string month) => $"""
        select count(*) from (
            select c.province_code, g.programme_code, {month} as month, m.kind, sum(m.amount) as amount, count(*) as movements
            from movements m join grants g on g.id = m.grant_id join cooperatives c on c.id = g.cooperative_id
            group by c.province_code, g.programme_code, {month}, m.kind) as sums
        """;

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(
            $"{options.Cooperatives:N0} cooperatives, median of {options.Rounds} rounds, {Environment.ProcessorCount} cores shared with "
                + "the database and the blob storage");
        Console.WriteLine();
        Console.WriteLine("| database | work | seconds | of the bare sums |");
        Console.WriteLine("|---|---|---:|---:|");
        foreach (var kind in options.Databases)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
            await MeasureAsync(database, cancellationToken);
        }

        return 0;
    }

    private async Task MeasureAsync(BenchmarkDatabase database, CancellationToken cancellationToken)
    {
        var contexts = new IndhCoopsContextFactory(database.Options);
        await new DatabaseMigration(contexts).MigrateAsync(cancellationToken);
        await new ReferenceDataLoader(contexts, TimeProvider.System).LoadAsync(cancellationToken);
        await new DemoLedgerLoader(contexts, TimeProvider.System).LoadAsync(options.Cooperatives, null, cancellationToken);
        await using var context = contexts.CreateDbContext();
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        var movements = await context.Movements.CountAsync(cancellationToken);

        var month = database.Options.Kind == DatabaseKind.Sqlite ? "substr(m.effective_on, 1, 7)" : "date_trunc('month', m.effective_on)";
        var striker = new BalanceStriker(contexts, TimeProvider.System);

        // A strike of a process that has just started, which compiles its code; the others take turns, so that what the machine does
        // meanwhile meets all of them.
        var cold = await TimeAsync(() => striker.StrikeAsync(afresh: false, cancellationToken));
        var (sums, firsts, agains) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < options.Rounds; round++)
        {
            await ForgetAsync(database, context, cancellationToken);
            sums.Add(await TimeAsync(() => context.Database.ExecuteSqlRawAsync(BareSums(month), cancellationToken)));
            firsts.Add(await TimeAsync(() => striker.StrikeAsync(afresh: false, cancellationToken)));
            agains.Add(await TimeAsync(() => striker.StrikeAsync(afresh: true, cancellationToken)));
        }

        var bare = Median(sums);
        var months = await context.StruckMonths.CountAsync(cancellationToken);
        var rows = await context.Balances.CountAsync(cancellationToken);
        Report(database, $"sums of {movements:N0} movements", bare, bare);
        Report(
            database,
            string.Create(CultureInfo.InvariantCulture, $"first strike, {rows:N0} balances of {months} months"),
            Median(firsts),
            bare);
        Report(database, "first strike, of a process that has just started", cold, bare);
        Report(database, "strike afresh", Median(agains), bare);
        Report(database, "strike, nothing new", await TimeAsync(() => striker.StrikeAsync(afresh: false, cancellationToken)), bare);

        using var folder = new BlobFolder();
        await using var storage = await AzuriteServer.StartAsync(folder.Path, cancellationToken);
        var first = await context.StruckMonths.MinAsync(row => row.Month, cancellationToken);
        var (all, peak) = await FunctionsAsync(
            database, storage, ["--from", $"{first:yyyy-MM}", "--to", $"{DateTime.UtcNow:yyyy-MM}"], cancellationToken);
        Report(
            database,
            string.Create(
                CultureInfo.InvariantCulture, $"reports of {months - 1} months, process from start to end, peak {peak >> 20} MiB"),
            all,
            bare);
        var (nothing, _) = await FunctionsAsync(database, storage, [], cancellationToken);
        Report(database, "reports, nothing new, process from start to end", nothing, bare);
    }

    private static void Report(BenchmarkDatabase database, string work, TimeSpan time, TimeSpan bare) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {database.Options.Kind} | {work} | {time.TotalSeconds:F2} | {time / bare:F2} |"));

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    // As if nothing had been struck yet, and no row were left behind that PostgreSQL has to look through.
    private static async Task ForgetAsync(BenchmarkDatabase database, IndhCoopsContext context, CancellationToken cancellationToken)
    {
        if (database.Options.Kind == DatabaseKind.PostgreSql)
        {
            await context.Database.ExecuteSqlRawAsync(
                "truncate balances, struck_months, strikes, reports, report_files", cancellationToken);
            return;
        }

        await context.Balances.ExecuteDeleteAsync(cancellationToken);
        await context.StruckMonths.ExecuteDeleteAsync(cancellationToken);
        await context.Strikes.ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<(TimeSpan Time, long PeakBytes)> FunctionsAsync(
        BenchmarkDatabase database, AzuriteServer storage, string[] months, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "IndhCoops.Functions.dll"), "run", "MonthlyReport", .. months,
            .. database.ServerArguments, "--storage", storage.ConnectionString,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCgen0size"] = "0x400000" }, // As all start it.
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        var peak = 0L;
        while (!process.WaitForExit(50))
        {
            cancellationToken.ThrowIfCancellationRequested();
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        var time = watch.Elapsed;
        return process.ExitCode == 0 ? (time, peak) : throw new InvalidOperationException(string.Join('\n', await output));
    }
}
