using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Hosting.Lifetime;

/// <summary>Whether requests find their data: not while it is loaded, and not when its file has gone.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WorkProgress? _progress = new("");
    private volatile bool _isLost;

    public bool IsReady => _progress is null && !_isLost;

    /// <summary>How far the loading is; null when it is done.</summary>
    public WorkProgress? Progress => _progress;

    /// <summary>Ends when the data is in place.</summary>
    public Task WhenReady => _ready.Task;

    public void Report(WorkProgress progress) => _progress = progress;

    public void Ready()
    {
        _progress = null;
        _ready.TrySetResult();
    }

    /// <summary>Says that the data is gone: the server ends.</summary>
    public void Lose() => _isLost = true;
}
