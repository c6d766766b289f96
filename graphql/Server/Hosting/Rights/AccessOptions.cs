namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Which role gives which right, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>The issuer of trusted tokens: the address of an OpenID Connect provider, which publishes its keys below it.</summary>
    public Uri? Authority { get; set; }

    /// <summary>For whom a token must have been issued (its claim <c>aud</c>): this server, as the authority knows it.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether reading needs a token; otherwise the data is open to everybody.</summary>
    public bool ReadingNeedsToken { get; set; }

    /// <summary>The role that reading needs besides; null for any token of the authority.</summary>
    public string? ReadRole { get; set; }

    /// <summary>The role that recording movements needs.</summary>
    public string RecordRole { get; set; } = "Movements.Record";

    /// <summary>The role that entering rows needs: cooperatives, projects, grants, observations.</summary>
    public string EnterRole { get; set; } = "Data.Enter";

    /// <summary>The role that correcting rows needs.</summary>
    public string CorrectRole { get; set; } = "Data.Correct";

    /// <summary>The role that importing files needs.</summary>
    public string ImportRole { get; set; } = "Data.Import";

    /// <summary>The role that reading who wrote what (<c>changes</c>) needs, even where all else is open.</summary>
    public string ReadChangesRole { get; set; } = "Changes.Read";

    /// <summary>The claim that holds roles: Entra ID's app roles unless set otherwise.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>
    /// The claim that confines a token to provinces, whatever its roles: ISO codes (MA-KHE), as a list or separated by commas or spaces. A
    /// token without it is not confined; with an empty list it may write in no province.
    /// </summary>
    public string ProvincesClaim { get; set; } = "provinces";
}
