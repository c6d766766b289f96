using Azure;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting;

/// <summary>
/// Names the cause of a failure for those who may not read the log: the kinds of exceptions, never messages of others, which may
/// hold secrets.
/// </summary>
internal static class Failure
{
    /// <summary>The exception and those within it, outermost first.</summary>
    public static string CauseOf(Exception exception)
    {
        var causes = new List<string>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause switch
            {
                RequestFailedException { ErrorCode: { } code } failed => $"{nameof(RequestFailedException)} {failed.Status} {code}",
                DatabaseNotReadyException => cause.Message.TrimEnd('.'),
                _ => cause.GetType().Name,
            });
        }

        return string.Join(", from ", causes.Distinct());
    }
}
