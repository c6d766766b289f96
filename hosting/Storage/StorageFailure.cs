using System.Net.Sockets;
using Azure;
using Azure.Identity;
using IndhCoops.Domain.Telemetry;

namespace IndhCoops.Hosting.Storage;

/// <summary>
/// Says in a sentence why the storage of reports could not be used, to an operator: what is wrong, what to do. Never a key.
/// </summary>
public static class StorageFailure
{
    /// <summary>What is said where the program's identity gets no token.</summary>
    internal const string NoToken =
        "Azure gives this program no token to enter with: give it an identity, and name that in AZURE_CLIENT_ID where it has several.";

    /// <summary>What is wrong; null where an exception is not the storage's.</summary>
    /// <param name="exception">The exception alone, not what it wraps.</param>
    public static string? Explain(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 } =>
            $"The storage of reports does not answer{Why(exception)}: check that it runs, and the address in the settings of the storage.",
        RequestFailedException { Status: 401 or 403 } failed =>
            $"The storage of reports refuses this program ({failed.Status} {failed.ErrorCode}): "
                + "correct the key, or give the identity the role Storage Blob Data Contributor on the container.",
        RequestFailedException { Status: 409, ErrorCode: "ContainerBeingDeleted" } =>
            "A container of the storage is being deleted (409 ContainerBeingDeleted): wait until it is gone, a minute or more.",
        RequestFailedException { Status: 429 or 503 } failed =>
            $"The storage of reports is overloaded ({failed.Status} {failed.ErrorCode}): try again later, "
                + "and see the limits of the account where it goes on.",
        RequestFailedException failed => $"The storage of reports cannot do what it is asked for ({failed.Status} {failed.ErrorCode}).",
        AuthenticationFailedException => NoToken,

        // What is thrown after the last retry where the storage took the requests and kept silent.
        AggregateException { InnerExceptions: [TaskCanceledException, ..] } =>
            "The storage of reports does not answer in time: check that it runs, and the network to it.",
        _ => null,
    };

    /// <summary>
    /// What an exception is called in spans and instruments: the code that the storage gives, or as <see cref="Tracing.KindOf"/> has it.
    /// </summary>
    public static string KindOf(Exception exception) =>
        exception is RequestFailedException { ErrorCode: { } code } ? code : Tracing.KindOf(exception);

    // The outermost message names the machine: Connection refused (127.0.0.1:10000).
    private static string Why(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or SocketException)
            {
                return $" ({cause.Message.TrimEnd('.')})";
            }
        }

        return "";
    }
}
