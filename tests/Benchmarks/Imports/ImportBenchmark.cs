using System.Diagnostics;
using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;

namespace IndhCoops.Benchmarks.Imports;

/// <summary>
/// Measures the import of an office's workbook by the command, and its preview, beside the copy of the same rows into bare tables.
/// </summary>
internal sealed class ImportBenchmark(BenchmarkOptions options)
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "import";

    // 100,000 rows: as many projects and grants as cooperatives, and twice as many movements.
    private const int Cooperatives = 20_000;

    /// <summary>Measures all that was asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-import-");
        try
        {
            var (one, all) = (Path.Combine(folder.FullName, "one.xlsx"), Path.Combine(folder.FullName, "all.xlsx"));
            OfficeWorkbook.Write(one, 1);
            OfficeWorkbook.Write(all, Cooperatives);
            await using var output = options.Markdown is { } file ? new StreamWriter(file) : Console.Out;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{5 * Cooperatives:N0} rows in a workbook of {new FileInfo(all).Length / 1e6:F1} MB, each a process from start to "
                    + $"end, {Environment.ProcessorCount} cores shared with the database"));
            output.WriteLine();
            output.WriteLine("| database | work | seconds | CPU s of the process | of COPY | peak MiB | above idle |");
            output.WriteLine("|---|---|---:|---:|---:|---:|---:|");
            foreach (var kind in options.Databases)
            {
                await using var database = await BenchmarkDatabase.CreateAsync(kind, cancellationToken);
                await MeasureAsync(database, one, all, output, cancellationToken);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(
        BenchmarkDatabase database, string one, string all, TextWriter output, CancellationToken cancellationToken)
    {
        var contexts = new IndhCoopsContextFactory(database.Options);
        await new DatabaseMigration(contexts).MigrateAsync(cancellationToken);
        await new ReferenceDataLoader(contexts, TimeProvider.System).LoadAsync(cancellationToken);

        // What the program needs without rows: of a file of five.
        var idle = Run(database, [one, "--dry-run"], cancellationToken);
        var preview = Run(database, [all, "--dry-run"], cancellationToken);
        var import = Run(database, [all], cancellationToken);
        var again = Run(database, [all], cancellationToken);
        var copy = await BareTables.CopyAsync(contexts, cancellationToken);
        void Report(string work, Used used) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {database.Options.Kind} | {work} | {used.Time.TotalSeconds:F2} | {used.Cpu.TotalSeconds:F2} | {used.Time / copy:F1} | "
                + $"{used.PeakBytes >> 20} | {(used.PeakBytes - idle.PeakBytes) >> 20} |"));
        Report("5 rows, dry run", idle);
        Report("dry run", preview);
        Report("import", import);
        Report(
            "preview and import",
            new Used(preview.Time + import.Time, preview.Cpu + import.Cpu, Math.Max(preview.PeakBytes, import.PeakBytes)));
        Report("the same again, unchanged", again);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {database.Options.Kind} | the same rows into bare tables | {copy.TotalSeconds:F2} | – | 1.0 | – | – |"));
    }

    private static Used Run(BenchmarkDatabase database, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "IndhCoops.Functions.dll"), "import", .. arguments, .. database.ServerArguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(20))
        {
            cancellationToken.ThrowIfCancellationRequested();
            process.Refresh();
            if (!process.HasExited)
            {
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
        }

        var time = watch.Elapsed;
        return process.ExitCode == 0 ? new Used(time, cpu, peak) : throw new InvalidOperationException(string.Join('\n', said.Result));
    }

    private sealed record Used(TimeSpan Time, TimeSpan Cpu, long PeakBytes);
}
