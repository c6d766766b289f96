using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>
/// The public identifiers of grants and organisations: the publisher's prefix, the province, and the office's own reference, which never
/// changes; without a reference, this server's identifier. A grant that was imported with an identifier of 360Giving keeps it.
/// </summary>
internal sealed class GrantIdentifiers(PublishingOptions publishing)
{
    private const string Scheme = "360G-";

    public string Funder { get; } = $"{Scheme}{publishing.Prefix}-INDH";

    public string Grant(PublishedGrant grant) =>
        Own(grant.Reference) ?? $"{Scheme}{publishing.Prefix}-{grant.Recipient.ProvinceCode}-{grant.Key}";

    public string Recipient(Recipient recipient) =>
        Own(recipient.Reference) ?? $"{Scheme}{publishing.Prefix}-{recipient.ProvinceCode}-coop-{recipient.Key}";

    public string Project(Recipient recipient, FundedProject project) =>
        Own(project.Reference) ?? $"{Scheme}{publishing.Prefix}-{recipient.ProvinceCode}-project-{project.Key}";

    /// <summary>The identifier of the grant's activity in IATI, in which / &amp; | ? and spaces must not stand.</summary>
    public string Activity(PublishedGrant grant) =>
        $"{publishing.OrganisationId}-{grant.Recipient.ProvinceCode}-{Uri.EscapeDataString(grant.Key)}";

    private static string? Own(string? reference) => reference?.StartsWith(Scheme, StringComparison.Ordinal) == true ? reference : null;
}
