namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Tells a token that is wrong from one that cannot be checked, because the keys of its authority are not there.</summary>
internal static class AuthorityOutage
{
    private static readonly object Key = new();

    /// <summary>Notes that the token of a request could not be checked, and in how long it is worth asking again.</summary>
    public static void Note(HttpContext context, TimeSpan retryAfter) => context.Items[Key] = retryAfter;

    /// <summary>Whether the token of a request could not be checked.</summary>
    public static bool IsSeenBy(HttpContext context) => context.Items.ContainsKey(Key);

    /// <summary>In how long it is worth asking again.</summary>
    public static TimeSpan WaitOf(HttpContext context) => context.Items[Key] is TimeSpan noted ? noted : TimeSpan.FromSeconds(1);
}
