using Azure;
using Azure.Identity;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Why the storage does not give a file, by what its client throws. What readers are told names no account.</summary>
internal static class StorageOutage
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);
    private static readonly Unavailability Away = new("The storage of the reports does not answer. Ask again in a moment.", Soon);

    /// <summary>Whether the storage is there and has no such file.</summary>
    public static bool IsMissing(Exception exception) => exception is RequestFailedException { Status: StatusCodes.Status404NotFound };

    /// <summary>The outage that an exception tells of; null where it is another error.</summary>
    public static Unavailability? Of(Exception exception) => exception switch
    {
        RequestFailedException { Status: StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden }
            or AuthenticationFailedException =>
            new("The storage of the reports refuses this server; its operator has to give it the right to read. Ask again later.", Later),
        RequestFailedException { Status: StatusCodes.Status429TooManyRequests } busy => new(
            "The storage of the reports is asked too often. Ask again later.", WaitOf(busy)),
        RequestFailedException { Status: >= StatusCodes.Status500InternalServerError } busy => Away with { RetryAfter = WaitOf(busy) },

        // No answer at all. Of several tries each has its exception.
        RequestFailedException { Status: 0 } or OperationCanceledException or TimeoutException or IOException => Away,
        AggregateException { InnerExceptions: [.., var last] } => Of(last),
        _ => null,
    };

    private static TimeSpan WaitOf(RequestFailedException exception) =>
        exception.GetRawResponse() is { } response
            && response.Headers.TryGetValue("Retry-After", out var wait)
            && int.TryParse(wait, out var seconds)
            && seconds is > 0 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : Soon;
}
