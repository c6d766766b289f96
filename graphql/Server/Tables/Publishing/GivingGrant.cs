using IndhCoops.Domain.Programmes;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>A grant by the 360Giving Data Standard: the names of members are the standard's.</summary>
internal sealed class GivingGrant(string server, PublishingOptions publishing)
{
    private static readonly object Womens = new { vocabulary = "INDH", code = "WOMENS-COOPERATIVE", title = "Coopérative féminine" };

    private readonly GrantIdentifiers _identifiers = new(publishing);

    public object Of(PublishedGrant grant)
    {
        var recipient = grant.Recipient;
        return new
        {
            id = _identifiers.Grant(grant),
            title = GrantTexts.Title(grant),
            description = GrantTexts.Description(grant),
            currency = "MAD",
            amountAwarded = grant.Amount,
            awardDate = grant.AwardedOn,

            // When a programme runs is all that is known of when its grants are used.
            plannedDates = grant.Programme is { StartYear: { } first, EndYear: { } last }
                ? new[]
                {
                    new
                    {
                        description = "Années du programme",
                        startDate = new DateOnly(first, 1, 1),
                        endDate = new DateOnly(last, 12, 31),
                    },
                }
                : null,
            recipientOrganization = new[] { Of(recipient) },
            fundingOrganization = new[]
            {
                new { id = _identifiers.Funder, name = GrantTexts.Funder, department = GrantTexts.Committee(recipient) },
            },
            grantProgramme = grant.Programme is { } programme
                ? new object[] { new { code = ProgrammeIdentifier.Of(programme.Code), title = programme.Name } }
                : null,
            beneficiaryLocation = new[]
            {
                new { name = recipient.Province, countryCode = "MA", geoCode = recipient.ProvinceCode, geoCodeType = "ISO3166-2" },
            },
            classifications = ClassificationsOf(recipient),
            relatedActivity = grant.Project is { } project ? new[] { _identifiers.Project(recipient, project) } : null,
            dataSource = SourceOf(grant),
            dateModified = grant.UpdatedAt is { } updated ? GrantTexts.Moment(updated) : null,
            indh = new
            {
                reference = grant.Reference,
                dataSource = grant.DataSource,
                source = grant.Source,
                phase = grant.Phase,
                note = grant.Note,
                project = Of(grant.Project),
            },
        };
    }

    private object Of(Recipient recipient) => new
    {
        id = _identifiers.Recipient(recipient),
        name = recipient.Name,
        alternateName = recipient.NameArabic,
        description = recipient.Activity,
        addressLocality = recipient.Province,
        addressRegion = recipient.Region,
        addressCountry = "MA",
        organisationType = "Cooperative",
        indh = new
        {
            reference = recipient.Reference,
            womens = recipient.Womens,
            legalForm = recipient.LegalForm,
            registerNumber = recipient.RegisterNumber,
            ice = recipient.Ice,
            foundedYear = recipient.FoundedYear,
            exports = recipient.Exports,
            note = recipient.Note,
            valueChain = recipient.ValueChain,
        },
    };

    private static object? Of(FundedProject? project) => project is null ? null : new
    {
        reference = project.Reference,
        title = project.Title,
        status = project.Status,
        totalCost = project.TotalCost,
        approvedOn = project.ApprovedOn,
        programme = project.ProgrammeCode,
    };

    private static IEnumerable<object> ClassificationsOf(Recipient recipient)
    {
        var purpose = PurposeCodes.Of(recipient.ValueChain);
        yield return new { vocabulary = "OECD-DAC-CRS", code = purpose.Code, title = purpose.Name };
        if (recipient is { ValueChain: { } chain, ValueChainName: var name })
        {
            yield return new { vocabulary = "INDH-FILIERE", code = chain, title = name ?? chain };
        }

        if (recipient.Womens == true)
        {
            yield return Womens;
        }
    }

    // A link that leads to the source where it is one; a file's name is kept in `indh`.
    private string SourceOf(PublishedGrant grant) =>
        grant.IsSynthetic ? "urn:indhcoops:synthetic"
        : Uri.TryCreate(grant.Source, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? link.AbsoluteUri
        : server;
}
