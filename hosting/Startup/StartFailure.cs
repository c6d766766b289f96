using System.Net.Sockets;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Startup;
using IndhCoops.Hosting.Storage;

namespace IndhCoops.Hosting.Startup;

/// <summary>
/// Why a program ends that could not start, or could not go on: one sentence for its operator, without secrets and without a stack trace.
/// </summary>
/// <param name="Sentence">What is wrong, and what to do.</param>
/// <param name="ExitCode">1 where it could not, 2 where it was started in a way that cannot work.</param>
public sealed record StartFailure(string Sentence, int ExitCode)
{
    /// <summary>The exit code of a program that could not do what it was started for.</summary>
    public const int Cannot = 1;

    /// <summary>The exit code of a program that was started in a way that cannot work.</summary>
    public const int WrongUse = 2;

    /// <summary>Explains whatever ended a program.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="database">The database that the program uses, which the sentence names; null where it is not known yet.</param>
    public static StartFailure Of(Exception exception, DatabaseOptions? database = null) =>
        Known(exception, database)
        ?? new StartFailure(
            $"The program ended by an error that it does not know: {exception.GetType().Name}{Place(exception)}: {exception.Message}",
            Cannot);

    /// <summary>Explains a failure of a known kind; null where it is none.</summary>
    public static StartFailure? Known(Exception exception, DatabaseOptions? database = null)
    {
        // The outermost that is understood knows most of what was tried.
        for (Exception? cause = exception; cause is not null; cause = cause is AggregateException { InnerExceptions: [var first, ..] }
            ? first
            : cause.InnerException)
        {
            if (Explain(cause, database) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static StartFailure? Explain(Exception exception, DatabaseOptions? database) => exception switch
    {
        StartException or DatabaseNotReadyException => new StartFailure(exception.Message, WrongUse),
        DatabasePreparationException => new StartFailure(exception.Message, Cannot),
        _ when SettingsFailure.Explain(exception) is { } settings => new StartFailure(settings, WrongUse),
        _ when StorageFailure.Explain(exception) is { } storage => new StartFailure(storage, Cannot),
        _ when DatabaseFailure.Explain(exception, database) is { } sentence => new StartFailure(sentence, Cannot),
        IOException { InnerException: { } inner } when SocketErrorOf(inner) is SocketError.AddressAlreadyInUse => new StartFailure(
            $"{exception.Message.TrimEnd('.')}. Another program listens there: end it, or choose another port.", Cannot),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => new StartFailure(
            "The port is in use by another program: end it, or choose another port.", Cannot),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new StartFailure(
            "This user may not listen on that port: choose one from 1024 on, or give the program the right to it.", Cannot),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new StartFailure(
            "This machine does not have the address to listen on: correct ASPNETCORE_URLS.", Cannot),
        DirectoryNotFoundException or FileNotFoundException => new StartFailure(
            $"{exception.Message.TrimEnd('.')}. Correct the path.", Cannot),
        UnauthorizedAccessException or PathTooLongException => new StartFailure(
            $"{exception.Message.TrimEnd('.')}. Give this user the right to it, or choose another folder.", Cannot),
        IOException => new StartFailure($"{exception.Message.TrimEnd('.')}.", Cannot),
        _ => null,
    };

    private static SocketError? SocketErrorOf(Exception exception) =>
        exception is SocketException socket ? socket.SocketErrorCode : exception.InnerException is { } inner ? SocketErrorOf(inner) : null;

    // What a developer needs of a trace, in one line.
    private static string Place(Exception exception) =>
        exception.TargetSite is { } method ? $" in {method.DeclaringType?.Name}.{method.Name}" : "";
}
