using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using IndhCoops.Benchmarks;
using IndhCoops.Benchmarks.Dashboard;
using IndhCoops.Benchmarks.Handwritten;
using IndhCoops.Benchmarks.Imports;
using IndhCoops.Benchmarks.Peers.Plain;
using IndhCoops.Benchmarks.Reports;
using IndhCoops.Benchmarks.Sizes;
using IndhCoops.Benchmarks.Starts;
using IndhCoops.Benchmarks.Tables;
using IndhCoops.Benchmarks.Writes;

if (args is [HandwrittenServer.Verb, .. var rest])
{
    return await HandwrittenServer.RunAsync(rest);
}

if (args is [PlainServer.Verb, .. var ofPlain])
{
    return await PlainServer.RunAsync(ofPlain);
}

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    Console.Error.WriteLine("This build is for debugging. Measure with -c Release.");
    return 2;
}

var verb = args is [ReportBenchmark.Verb or TableBenchmark.Verb or SizeBenchmark.Verb or StartBenchmark.Verb
    or ImportBenchmark.Verb or DashboardBenchmark.Verb or WriteBenchmark.Verb, ..] ? args[0] : null;
if (BenchmarkOptions.Parse(verb is null ? args : args[1..]) is not { } options)
{
    return 2;
}

// A signal ends the servers and takes the databases away before it ends this program.
using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return verb switch
    {
        ReportBenchmark.Verb => await new ReportBenchmark(options).RunAsync(stopping.Token),
        TableBenchmark.Verb => await new TableBenchmark(options).RunAsync(stopping.Token),
        SizeBenchmark.Verb => await new SizeBenchmark(options).RunAsync(stopping.Token),
        DashboardBenchmark.Verb => await new DashboardBenchmark(options).RunAsync(stopping.Token),
        ImportBenchmark.Verb => await new ImportBenchmark(options).RunAsync(stopping.Token),
        WriteBenchmark.Verb => await new WriteBenchmark(options).RunAsync(stopping.Token),
        StartBenchmark.Verb => await new StartBenchmark(options).RunAsync(stopping.Token),
        _ => await new Benchmark(options).RunAsync(stopping.Token),
    };
}
catch (Exception) when (stopping.IsCancellationRequested)
{
    return 130;
}
