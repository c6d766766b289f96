using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using IndhCoops.Benchmarks;
using IndhCoops.Benchmarks.Handwritten;
using IndhCoops.Benchmarks.Reports;

if (args is [HandwrittenServer.Verb, .. var rest])
{
    return await HandwrittenServer.RunAsync(rest);
}

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    Console.Error.WriteLine("This build is for debugging. Measure with -c Release.");
    return 2;
}

var ofReports = args is [ReportBenchmark.Verb, ..];
if (BenchmarkOptions.Parse(ofReports ? args[1..] : args) is not { } options)
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
    return ofReports ? await new ReportBenchmark(options).RunAsync(stopping.Token) : await new Benchmark(options).RunAsync(stopping.Token);
}
catch (Exception) when (stopping.IsCancellationRequested)
{
    return 130;
}
