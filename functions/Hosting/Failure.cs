using Azure;

namespace IndhCoops.Functions.Hosting;

/// <summary>
/// Names the cause of a failure for those who may not read the log: the kinds of exceptions, never messages of others, which may
/// hold secrets.
/// </summary>
internal static class Failure
{
    /// <summary>What is said of a run that failed: what is wrong and what to do, or else its cause.</summary>
    public static string SentenceOf(string function, Exception exception) => StartFailure.Known(exception)?.Sentence
        ?? $"{function} failed: {CauseOf(exception)}. What it had finished stays, and its next run does the rest; the log has more.";

    /// <summary>The exception and those within it, outermost first.</summary>
    public static string CauseOf(Exception exception)
    {
        var causes = new List<string>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause switch
            {
                RequestFailedException { ErrorCode: { } code } failed => $"{nameof(RequestFailedException)} {failed.Status} {code}",
                _ => cause.GetType().Name,
            });
        }

        return string.Join(", from ", causes.Distinct());
    }
}
