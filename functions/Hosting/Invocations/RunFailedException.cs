namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>
/// What the Functions host is told of a run that failed: one sentence. Everything of an exception that the worker passes on reaches the
/// host's log, so this one has no stack, and what caused it stays in the log of the run.
/// </summary>
internal sealed class RunFailedException : Exception
{
    private RunFailedException(string sentence, Exception? cause = null)
        : base(sentence, cause)
    {
    }

    public override string? StackTrace => null;

    public static RunFailedException Failed(string sentence) => new(sentence);

    /// <summary>A run that was cancelled: the worker says so where that is the cause.</summary>
    public static RunFailedException Cancelled(string sentence) => new(sentence, new OperationCanceledException());

    public override string ToString() => Message;
}
