using System.Diagnostics;
using System.Reflection;
using IndhCoops.Benchmarks;
using IndhCoops.Benchmarks.Handwritten;

if (args is [HandwrittenServer.Verb, .. var rest])
{
    return await HandwrittenServer.RunAsync(rest);
}

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    Console.Error.WriteLine("This build is for debugging. Measure with -c Release.");
    return 2;
}

var options = BenchmarkOptions.Parse(args);
return options is null ? 2 : await new Benchmark(options).RunAsync(CancellationToken.None);
