using IndhCoops.Domain;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.SampleFunctions;

/// <summary>Says that it waits, and waits until it is cancelled.</summary>
internal sealed class Waiting : IFunction
{
    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        log.Report(new WorkProgress("waiting", 0, 0));
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return new FunctionOutcome("waited");
    }
}
