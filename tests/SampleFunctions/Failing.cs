using IndhCoops.Functions.Hosting;
using IndhCoops.Hosting.Startup;
using IndhCoops.SampleFunctions;
using Microsoft.Azure.Functions.Worker;

[assembly: Shipped(typeof(Failing))]

namespace IndhCoops.SampleFunctions;

/// <summary>Fails.</summary>
internal sealed class Failing : IFunction
{
    [Function("Failing")]
    public static void OnTimer([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer) => throw new NotSupportedException();

    public Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This one always fails.");
}
