using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.EntryPage;

/// <summary>
/// How people sign in to the page for entering data, in the configuration's section <see cref="Section"/>. They sign in at the authority
/// whose tokens the server trusts (<c>Access:Authority</c>).
/// </summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>The page's own client id at the authority: a public client, which has no secret. Null where nobody can sign in.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The scopes that the page asks for, with spaces between them: what makes the authority issue a token for this server.
    /// </summary>
    public string Scope { get; set; } = "openid profile";

    /// <summary>A sign-in that could not work.</summary>
    internal IEnumerable<string> Complaints(AccessOptions access)
    {
        if (ClientId is null)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(ClientId))
        {
            yield return $"{Section}__{nameof(ClientId)} must not be empty: it is the page's own client id at the authority.";
        }
        else if (access.Authority is null)
        {
            yield return $"{Section}__{nameof(ClientId)} is set, but not at which authority people sign in: "
                + $"set {AccessOptions.Section}__{nameof(AccessOptions.Authority)} too.";
        }
        else if (!Scope.Split(' ').Contains("openid"))
        {
            yield return $"{Section}__{nameof(Scope)} must hold 'openid', as every sign-in by OpenID Connect does; it is '{Scope}'.";
        }
    }
}
