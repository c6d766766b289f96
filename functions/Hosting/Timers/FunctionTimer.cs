namespace IndhCoops.Functions.Hosting.Timers;

/// <summary>
/// Fires one function when its schedule says so, one run at a time. What came due during a run is fired once after
/// it, and a failed run is retried by its retry policy.
/// </summary>
internal sealed partial class FunctionTimer(TimedFunction function, FunctionRunner runner, TimeProvider time, ILogger<FunctionTimer> logger)
{
    // Waits at most a minute at a time: after a machine has slept, the clock is read again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Fires until it is cancelled.</summary>
    public async Task RunAsync(DateTimeOffset started, CancellationToken cancellationToken)
    {
        // A monitored function may have missed its time while the program was off, so it runs at once.
        var due = function.RunOnStartup || function.UseMonitor ? started : function.NextAfter(started);
        for (var fired = started; ; due = function.NextAfter(fired))
        {
            Due(function.Name, due);
            due = await WaitAsync(due, fired, cancellationToken);
            fired = time.GetUtcNow() is var now && now > due ? now : due;
            await RunWithRetriesAsync(cancellationToken);
            RunMemory.GiveBack();
        }
    }

    private async Task RunWithRetriesAsync(CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                await runner.RunAsync(function, FunctionRequest.WhatIsDue, new RunLogger(logger, function.Name), cancellationToken);
                return;
            }
            catch (FunctionFailedException) when (function.Retry.Allows(retries))
            {
                var wait = function.Retry.WaitAfter(retries);
                WillRetry(function.Name, time.GetUtcNow() + wait, retries + 1);
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (FunctionFailedException)
            {
                GaveUp(function.Name);
                return;
            }
        }
    }

    // Waits until the function is due: when that was. A clock that was years ahead when it fired last, and is set right, makes it due
    // sooner.
    private async Task<DateTimeOffset> WaitAsync(DateTimeOffset due, DateTimeOffset seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            if (now < seen - LongestWait)
            {
                due = function.NextAfter(now);
                Due(function.Name, due);
            }

            if (now >= due)
            {
                return due;
            }

            seen = now;
            await Task.Delay(due - now < LongestWait ? due - now : LongestWait, time, cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Function} is due at {Due:u}")]
    private partial void Due(string function, DateTimeOffset due);

    [LoggerMessage(3, LogLevel.Warning, "{Function} failed; retry {Retry} is at {Next:u}")]
    private partial void WillRetry(string function, DateTimeOffset next, int retry);

    [LoggerMessage(4, LogLevel.Warning, "{Function} failed and is not retried before it is due again")]
    private partial void GaveUp(string function);
}
