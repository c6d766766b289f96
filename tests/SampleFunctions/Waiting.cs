using IndhCoops.Domain;
using IndhCoops.Functions.Hosting;
using IndhCoops.Hosting.Startup;
using IndhCoops.SampleFunctions;
using Microsoft.Azure.Functions.Worker;

[assembly: Shipped(typeof(Waiting))]

namespace IndhCoops.SampleFunctions;

/// <summary>Says that it waits, and waits until it is cancelled.</summary>
internal sealed class Waiting : IFunction
{
    [Function("Waiting")]
    public static void OnTimer([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer) => throw new NotSupportedException();

    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        log.Report(new WorkProgress("waiting", 0, 0));
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return new FunctionOutcome("waited");
    }
}
