using System.Globalization;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions.Tests.Timers;

/// <summary>A run that began, and goes on until the test ends it.</summary>
internal sealed record TimedRun(DateTimeOffset Moment, FunctionRequest Request, IRunLog Log, CancellationToken CancellationToken)
{
    private readonly TaskCompletionSource<FunctionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it began.</summary>
    public string Began => Moment.ToString("u", CultureInfo.InvariantCulture);

    public Task<FunctionOutcome> Outcome => _outcome.Task;

    public void Succeed(string summary = "done") => _outcome.SetResult(new FunctionOutcome(summary));

    public void Fail() => _outcome.SetException(new TimeoutException("The database did not answer."));
}
