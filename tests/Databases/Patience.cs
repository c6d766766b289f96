namespace IndhCoops.Databases;

/// <summary>
/// How long a test waits for what must happen. It guards against hanging, and decides nothing else: what takes seconds here takes minutes
/// on a slow machine that runs other tests at the same time.
/// </summary>
public static class Patience
{
    /// <summary>The longest that anything is waited for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Waits for a task; if it takes longer than <see cref="Limit"/>, the exception holds the complaint.</summary>
    public static Task WithPatienceAsync(this Task task, string complaint, CancellationToken cancellationToken) =>
        task.WithPatienceAsync(() => complaint, cancellationToken);

    /// <summary>
    /// Waits for a task; if it takes longer than <see cref="Limit"/>, the exception holds the complaint, which is composed then.
    /// </summary>
    public static async Task WithPatienceAsync(this Task task, Func<string> complaint, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"After {Limit}, {complaint()}.");
        }
    }

    /// <summary>
    /// Waits for a task and gives its result; if it takes longer than <see cref="Limit"/>, the exception holds the complaint.
    /// </summary>
    public static Task<T> WithPatienceAsync<T>(this Task<T> task, string complaint, CancellationToken cancellationToken) =>
        task.WithPatienceAsync(() => complaint, cancellationToken);

    /// <summary>
    /// Waits for a task and gives its result; if it takes longer than <see cref="Limit"/>, the exception holds the complaint, which is
    /// composed then.
    /// </summary>
    public static async Task<T> WithPatienceAsync<T>(this Task<T> task, Func<string> complaint, CancellationToken cancellationToken)
    {
        await ((Task)task).WithPatienceAsync(complaint, cancellationToken);
        return await task;
    }

    /// <summary>A token that is cancelled when another is, or when <see cref="Limit"/> has passed.</summary>
    public static CancellationTokenSource Begin(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Limit);
        return patience;
    }
}
