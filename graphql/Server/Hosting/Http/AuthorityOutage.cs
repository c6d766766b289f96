namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Tells a token that is wrong from one that cannot be checked, because the keys of its authority are not there.</summary>
internal static class AuthorityOutage
{
    private static readonly object Key = new();
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Notes that the token of a request could not be checked.</summary>
    /// <param name="retryAfter">In how long it is worth asking again.</param>
    public static void Note(HttpContext context, TimeSpan retryAfter) => context.Items[Key] = retryAfter;

    /// <summary>Whether the token of a request could not be checked.</summary>
    public static bool IsSeenBy(HttpContext context) => context.Items.ContainsKey(Key);

    public static void PutOff(HttpResponse response)
    {
        var wait = response.HttpContext.Items.TryGetValue(Key, out var noted) && noted is TimeSpan known ? known : Soon;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
