using IndhCoops.Domain;
using IndhCoops.Functions.Hosting;
using IndhCoops.Hosting.Startup;
using IndhCoops.SampleFunctions;
using Microsoft.Azure.Functions.Worker;

[assembly: Shipped(typeof(Counting))]

namespace IndhCoops.SampleFunctions;

/// <summary>Counts to three in two steps, and says which months it was asked for.</summary>
public sealed class Counting : IFunction
{
    [Function("Counting")]
    public static void OnTimer([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer) => throw new NotSupportedException();

    public Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        for (var i = 0; i <= 3; i++)
        {
            log.Report(new WorkProgress("counting", i, 3));
        }

        log.Report(new WorkProgress("summing", 0, 0));
        log.Line($"months {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}");
        return Task.FromResult(new FunctionOutcome("counted to 3"));
    }
}
