using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.SampleFunctions;

/// <summary>When the sample functions are due: each full hour, and nothing is caught up at the start.</summary>
public sealed class SampleTimers
{
    private const string Hourly = "0 0 * * * *";

    [Function("Counting")]
    public void Counting([TimerTrigger(Hourly, UseMonitor = false)] TimerInfo timer) => throw new NotSupportedException();

    [Function("Failing")]
    public void Failing([TimerTrigger(Hourly, UseMonitor = false)] TimerInfo timer) => throw new NotSupportedException();

    [Function("Waiting")]
    public void Waiting([TimerTrigger(Hourly, UseMonitor = false)] TimerInfo timer) => throw new NotSupportedException();
}
