using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// Whose tokens are trusted: those of the section Access, or those of ASP.NET Core's own section about bearer tokens, which
/// <c>dotnet user-jwts</c> writes for development and which stands in its place.
/// </summary>
internal static class AccessSettings
{
    public const string Bearer = "Authentication:Schemes:Bearer";

    /// <summary>Whether any tokens are trusted.</summary>
    public static bool AreTokensTrusted(IConfiguration configuration) =>
        !string.IsNullOrEmpty(Authority(configuration)) || HasBearer(configuration);

    /// <summary>Where the authority says where its keys are; null where tokens are checked by keys of the settings.</summary>
    public static string? MetadataAddress(IConfiguration configuration)
    {
        var bearer = configuration.GetSection(Bearer);
        var authority = Authority(configuration) is { Length: > 0 } own ? own : bearer["Authority"];
        return bearer["MetadataAddress"] is { Length: > 0 } named ? named
            : string.IsNullOrEmpty(authority) ? null
            : $"{authority.TrimEnd('/')}/.well-known/openid-configuration";
    }

    /// <summary>Settings that would lock everybody out, or let in whom they should not.</summary>
    public static IEnumerable<string> Complaints(AccessOptions options, IConfiguration configuration)
    {
        var hasBearer = HasBearer(configuration);
        if (options.Authority is { } authority)
        {
            if (!authority.IsAbsoluteUri
                || (authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
            {
                yield return $"{Setting(nameof(options.Authority))} must be an address that begins with https:// "
                    + $"(http:// only on this machine), not '{authority}'.";
            }

            if (string.IsNullOrWhiteSpace(options.Audience))
            {
                yield return $"{Setting(nameof(options.Audience))} must say for whom tokens are issued: "
                    + "without it, tokens of the authority for any other program would be taken.";
            }

            if (hasBearer)
            {
                yield return $"{Setting(nameof(options.Authority))} and {Bearer} both say whose tokens are trusted. Set one of them; "
                    + "`dotnet user-secrets clear --project graphql/Server` takes away what dotnet user-jwts left.";
            }
        }
        else if (!string.IsNullOrEmpty(options.Audience))
        {
            yield return $"{Setting(nameof(options.Audience))} is set, but not whose tokens are trusted: "
                + $"set {Setting(nameof(options.Authority))} too.";
        }

        if (hasBearer && !IsBearerComplete(configuration.GetSection(Bearer)))
        {
            yield return $"{Bearer} must name a ValidAudience and a ValidIssuer: "
                + "without them, tokens of anybody or for any other program would be taken. "
                + "If only its keys are left, `dotnet user-secrets clear --project graphql/Server` takes them away.";
        }

        if (options.ReadingNeedsToken && options.Authority is null && !hasBearer)
        {
            yield return $"{Setting(nameof(options.ReadingNeedsToken))} is true, but no token is trusted, so nobody could read: "
                + $"set {Setting(nameof(options.Authority))} and {Setting(nameof(options.Audience))}.";
        }

        if (options.ReadRole is not null && !options.ReadingNeedsToken)
        {
            yield return $"{Setting(nameof(options.ReadRole))} is set, but reading is open to everybody: "
                + $"set {Setting(nameof(options.ReadingNeedsToken))} too.";
        }

        (string Setting, string? Value)[] names =
        [
            (nameof(options.RoleClaim), options.RoleClaim),
            (nameof(options.RecordRole), options.RecordRole),
            (nameof(options.EnterRole), options.EnterRole),
            (nameof(options.CorrectRole), options.CorrectRole),
            (nameof(options.ImportRole), options.ImportRole),
            (nameof(options.ReadChangesRole), options.ReadChangesRole),
            (nameof(options.ProvincesClaim), options.ProvincesClaim),
            (nameof(options.ReadRole), options.ReadRole ?? "none"),
        ];
        foreach (var (setting, _) in names.Where(name => string.IsNullOrWhiteSpace(name.Value)))
        {
            yield return $"{Setting(setting)} must not be empty.";
        }
    }

    private static string? Authority(IConfiguration configuration) =>
        configuration.GetSection(AccessOptions.Section)[nameof(AccessOptions.Authority)];

    private static bool HasBearer(IConfiguration configuration) => configuration.GetSection(Bearer).GetChildren().Any();

    // Whether it says for whom and by whom a token must have been issued.
    private static bool IsBearerComplete(IConfiguration section)
    {
        return Says("ValidAudience", "ValidAudiences") && Says("ValidIssuer", "ValidIssuers", "Authority");

        bool Says(params string[] names) =>
            names.Any(name => section.GetSection(name).AsEnumerable().Any(entry => !string.IsNullOrWhiteSpace(entry.Value)));
    }

    private static string Setting(string name) => $"{AccessOptions.Section}__{name}";
}
