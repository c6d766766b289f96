using System.Security.Claims;
using IndhCoops.GraphQL.Execution.Mutations;

namespace IndhCoops.GraphQL.Access;

/// <summary>Who may what, in the configuration's section <see cref="Section"/>.</summary>
public sealed class AccessOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Access";

    /// <summary>The issuer of the tokens that are trusted: the address of an OpenID Connect provider, which publishes its keys below it. Null for none.</summary>
    public Uri? Authority { get; set; }

    /// <summary>For whom a token must have been issued (its claim <c>aud</c>): this server, as the authority knows it.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether reading needs a token; otherwise the data is open to everybody.</summary>
    public bool ReadingNeedsToken { get; set; }

    /// <summary>The role that reading needs besides; null for any token of the authority.</summary>
    public string? ReadRole { get; set; }

    /// <summary>The role that recording movements needs, whoever may read.</summary>
    public string RecordRole { get; set; } = "Movements.Record";

    /// <summary>The claim that holds roles: Entra ID's app roles unless set otherwise.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Whether somebody may record movements.</summary>
    internal RecordingRight MayRecord(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true ? RecordingRight.NotAuthenticated
        : user.IsInRole(RecordRole) ? RecordingRight.Granted
        : RecordingRight.NotAuthorized;
}
