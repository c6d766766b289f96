using Microsoft.Extensions.Time.Testing;

namespace IndhCoops.Functions.Tests.Timers;

/// <summary>A time that a test moves, and that tells when somebody waits for it: who has yet to begin would wait too long.</summary>
internal sealed class WatchedTime(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _timers;

    /// <summary>Ends when at least one timer is set.</summary>
    public Task Awaited
    {
        get
        {
            lock (_lock)
            {
                return _awaited.Task;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Count(+1);
        return timer;
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _timers += change;
            if (_timers > 0)
            {
                _awaited.TrySetResult();
            }
            else
            {
                _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private sealed class WatchedTimer(ITimer timer, WatchedTime time) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                timer.Dispose();
                time.Count(-1);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
