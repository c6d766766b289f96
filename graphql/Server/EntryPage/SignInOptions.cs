namespace IndhCoops.GraphQL.EntryPage;

/// <summary>
/// How people sign in to the page for entering data, in the configuration's section <see cref="Section"/>. They sign in at the authority
/// whose tokens the server trusts (<c>Access:Authority</c>).
/// </summary>
internal sealed class SignInOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "SignIn";

    /// <summary>The page's own client id at the authority: a public client, which has no secret. Null where nobody can sign in.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The scopes that the page asks for, with spaces between them: what makes the authority issue a token for this server.
    /// </summary>
    public string Scope { get; set; } = "openid profile";
}
