using Azure;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting;

/// <summary>
/// What is said of a run that failed, by the command line and to the Functions host: without secrets, SQL and stack traces.
/// </summary>
/// <param name="Sentence">What is wrong and what to do, or else its cause.</param>
/// <param name="ExitCode">What the command line ends with.</param>
internal sealed record Failure(string Sentence, int ExitCode)
{
    /// <summary>Explains what a run of a function has thrown.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="database">The database that it used; null where it came to none.</param>
    /// <param name="correlationId">By which the log has the rest.</param>
    public static Failure Of(string function, Exception exception, DatabaseOptions? database, string correlationId)
    {
        var after = $"{function} failed; what it had finished stays, and running it again does the rest.";
        return StartFailure.Known(exception, database) switch
        {
            { ExitCode: StartFailure.Cannot } failure => new Failure($"{failure.Sentence} {after}", failure.ExitCode),
            { } failure => new Failure(failure.Sentence, failure.ExitCode),
            null => new Failure(
                $"An error that the program does not know: {CauseOf(exception)}. "
                    + $"{after} The log has more by the correlation id {correlationId}.",
                StartFailure.Cannot),
        };
    }

    // The kinds of exceptions, outermost first: messages of others may hold secrets.
    private static string CauseOf(Exception exception)
    {
        var causes = new List<string>();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add(
                cause is RequestFailedException { ErrorCode: { } code } failed
                    ? $"{nameof(RequestFailedException)} {failed.Status} {code}"
                    : cause.GetType().Name);
        }

        return string.Join(", from ", causes.Distinct());
    }
}
