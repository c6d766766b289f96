using Azure;

namespace IndhCoops.Functions.Hosting;

/// <summary>Names the cause of a failure for those who may not read the log: the kinds of exceptions, never their messages, which may hold secrets.</summary>
internal static class Failure
{
    /// <summary>The exception and those within it, outermost first.</summary>
    public static string CauseOf(Exception exception)
    {
        var causes = new List<string>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause is RequestFailedException { ErrorCode: { } code } failed
                ? $"{nameof(RequestFailedException)} {failed.Status} {code}"
                : cause.GetType().Name);
        }

        return string.Join(", from ", causes.Distinct());
    }
}
