using System.Globalization;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace IndhCoops.GraphQL.Access;

/// <summary>Tells a token that is wrong from one that cannot be looked at, because the keys of the authority cannot be fetched.</summary>
internal static partial class AuthorityOutage
{
    private static readonly object Key = new();
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Whether the token of a request could not be looked at.</summary>
    public static bool IsSeenBy(HttpContext context) => context.Items.ContainsKey(Key);

    /// <summary>Says when to ask again.</summary>
    public static void PutOff(HttpResponse response) => response.Headers.RetryAfter = Soon.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>Has the keys fetched, where they are not at hand; without them a token says nothing, and the request has none.</summary>
    public static async Task LookAsync(MessageReceivedContext received)
    {
        if (received.Options.ConfigurationManager is not { } keys || received.Request.Headers.Authorization.Count == 0)
        {
            return;
        }

        try
        {
            await keys.GetConfigurationAsync(received.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException exception)
        {
            received.HttpContext.Items[Key] = Key;
            LogOutage(received.HttpContext.RequestServices.GetRequiredService<ILogger<AccessRefusal>>(), received.Options.Authority, exception);
            received.NoResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys of the authority {Authority} could not be fetched; its tokens are not taken meanwhile.")]
    private static partial void LogOutage(ILogger logger, string? authority, Exception exception);
}
