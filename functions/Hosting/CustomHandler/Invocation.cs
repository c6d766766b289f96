using System.Text.Json;

namespace IndhCoops.Functions.Hosting.CustomHandler;

/// <summary>What the Functions host tells about a timer's invocation. The work does not depend on it, the log shows it.</summary>
/// <param name="IsPastDue">Whether it comes later than scheduled.</param>
/// <param name="Last">When the timer last fired, as the host wrote it; empty where it does not know.</param>
/// <param name="Retry">Which retry this is; 0 for the first try.</param>
/// <param name="MaxRetries">How many retries there may be; -1 for any number.</param>
internal sealed record Invocation(bool IsPastDue, string Last, int Retry, int MaxRetries)
{
    /// <summary>Reads the body of a request; what is missing or not understood counts as not said.</summary>
    public static async Task<Invocation> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Read(default);
        }
    }

    private static Invocation Read(JsonElement root)
    {
        var timer = root.Member("Data").FirstMember();
        var retry = root.Member("Metadata").Member("RetryContext");
        return new Invocation(
            timer.Member("IsPastDue").ToBoolean(),
            timer.Member("ScheduleStatus").Member("Last").ToString(),
            retry.Member("RetryCount").ToInt32(),
            retry.Member("MaxRetryCount").ToInt32());
    }
}
