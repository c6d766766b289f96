using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Access;

/// <summary>Keeps the server from starting with settings that would lock everybody out, or let in whom they should not.</summary>
internal sealed class AccessOptionsValidator(IConfiguration configuration) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var failures = new List<string>();
        var hasSection = BearerSection.IsPresent(configuration);
        if (options.Authority is { } authority)
        {
            if (!authority.IsAbsoluteUri
                || (authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
            {
                failures.Add(
                    $"{Setting(nameof(options.Authority))} must be an address that begins with https:// (http:// only on this machine), "
                        + $"not '{authority}'.");
            }

            if (string.IsNullOrWhiteSpace(options.Audience))
            {
                failures.Add(
                    $"{Setting(nameof(options.Audience))} must say for whom tokens are issued: "
                        + "without it, tokens of the authority for any other program would be taken.");
            }

            if (hasSection)
            {
                failures.Add(
                    $"{Setting(nameof(options.Authority))} and {BearerSection.Name} both say whose tokens are trusted. Set one of them; "
                        + "`dotnet user-secrets clear --project graphql/Server` takes away what dotnet user-jwts left.");
            }
        }
        else if (!string.IsNullOrEmpty(options.Audience))
        {
            failures.Add(
                $"{Setting(nameof(options.Audience))} is set, but not whose tokens are trusted: "
                    + $"set {Setting(nameof(options.Authority))} too.");
        }

        if (hasSection && !BearerSection.IsComplete(configuration))
        {
            failures.Add(
                $"{BearerSection.Name} must name a ValidAudience and a ValidIssuer: "
                    + "without them, tokens of anybody or for any other program would be taken. "
                    + "If only its keys are left, `dotnet user-secrets clear --project graphql/Server` takes them away.");
        }

        if (options.ReadingNeedsToken && options.Authority is null && !hasSection)
        {
            failures.Add(
                $"{Setting(nameof(options.ReadingNeedsToken))} is true, but no token is trusted, so nobody could read: "
                    + $"set {Setting(nameof(options.Authority))} and {Setting(nameof(options.Audience))}.");
        }

        if (options.ReadRole is not null && !options.ReadingNeedsToken)
        {
            failures.Add(
                $"{Setting(nameof(options.ReadRole))} is set, but reading is open to everybody: "
                    + $"set {Setting(nameof(options.ReadingNeedsToken))} too.");
        }

        CheckName(nameof(options.RoleClaim), options.RoleClaim);
        CheckName(nameof(options.RecordRole), options.RecordRole);
        CheckName(nameof(options.EnterRole), options.EnterRole);
        CheckName(nameof(options.CorrectRole), options.CorrectRole);
        CheckName(nameof(options.ImportRole), options.ImportRole);
        CheckName(nameof(options.ReadChangesRole), options.ReadChangesRole);
        CheckName(nameof(options.ProvincesClaim), options.ProvincesClaim);
        CheckName(nameof(options.ReadRole), options.ReadRole ?? "none");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckName(string setting, string value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                failures.Add($"{Setting(setting)} must not be empty.");
            }
        }
    }

    private static string Setting(string name) => $"{AccessOptions.Section}:{name}";
}
