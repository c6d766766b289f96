using System.Xml;
using System.Xml.Linq;
using IndhCoops.Domain.Programmes;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>A grant as an activity of IATI. The order of the elements is the standard's.</summary>
internal sealed class GrantActivity(string server, PublishingOptions publishing)
{
    private const string Government = "10", Other = "90";

    private readonly GrantIdentifiers _identifiers = new(publishing);
    private readonly string _programmes = $"{server}/graphql/persisted/programmes";
    private readonly string _valueChains = $"{server}/graphql/persisted/cooperatives-by-sector";

    public XElement Of(PublishedGrant grant)
    {
        var (recipient, day) = (grant.Recipient, GrantTexts.Day(grant.AwardedOn));
        return new XElement(
            "iati-activity",
            Language("fr"),
            new XAttribute("default-currency", "MAD"),
            new XAttribute("hierarchy", "2"),
            grant.UpdatedAt is { } updated ? new XAttribute("last-updated-datetime", GrantTexts.Moment(updated)) : null,
            new XElement("iati-identifier", _identifiers.Activity(grant)),
            Narrated(
                "reporting-org",
                publishing.PublisherName.French,
                ("ref", publishing.OrganisationId),
                ("type", Other),
                ("secondary-reporter", "1")),
            Narrated("title", GrantTexts.Title(grant)),
            Narrated("description", GrantTexts.Description(grant), ("type", "1")),
            grant is { Source: { } source, IsSynthetic: false } ? Narrated("description", $"Source : {source}", ("type", "4")) : null,
            Narrated("participating-org", GrantTexts.Funder, ("role", "1"), ("type", Government)),
            Narrated("participating-org", GrantTexts.Committee(recipient), ("role", "2"), ("type", Government)),
            Element("participating-org", NamesOf(recipient), ("role", "4"), ("type", Other)),

            // A1: the reporting organisation's own identifier.
            grant.Reference is { } reference
                ? Element("other-identifier", Narrated("owner-org", GrantTexts.Committee(recipient)), ("ref", reference), ("type", "A1"))
                : null,
            Code("activity-status", StatusOf(grant.Project?.Status)),

            // The award begins what it pays for; the programme's end is by when it was to be done.
            Narrated("activity-date", "Date d’octroi", ("type", "2"), ("iso-date", day)),
            grant.Programme?.EndYear is { } year && year >= grant.AwardedOn.Year
                ? Narrated("activity-date", "Fin du programme", ("type", "3"), ("iso-date", GrantTexts.Day(new DateOnly(year, 12, 31))))
                : null,
            Code("activity-scope", "7"),
            Code("recipient-country", "MA"),
            Element(
                "location",
                new[]
                {
                    Narrated("name", recipient.Province),
                    Element("administrative", null, ("vocabulary", "A4"), ("level", "0"), ("code", "MA")),
                },
                ("ref", recipient.ProvinceCode)),
            SectorsOf(grant),

            // Gender equality, a significant objective.
            recipient.Womens == true
                ? Element("policy-marker", null, ("vocabulary", "1"), ("code", "1"), ("significance", "1"))
                : null,

            // Money of the State that is no aid from abroad; a grant; a contribution to a project.
            Code("default-flow-type", "50"),
            Code("default-finance-type", "110"),
            Code("default-aid-type", "C01"),
            new XElement(
                "transaction",
                Code("transaction-type", "2"),
                Element("transaction-date", null, ("iso-date", day)),
                Element("value", grant.Amount.ToString(CultureInfo.InvariantCulture), ("value-date", day)),
                Narrated("description", "Part de l’INDH, accordée"),
                Narrated("provider-org", GrantTexts.Funder, ("type", Government)),
                Element("receiver-org", NamesOf(recipient), ("type", Other))));
    }

    // The codes of IATI's list ActivityStatus. A grant without a known project is under way.
    private static string StatusOf(string? status) => status switch
    {
        "PROGRAMMED" => "1",
        "COMPLETED" => "4",
        "CANCELLED" => "5",
        "STALLED" => "6",
        _ => "2",
    };

    // One sector for each list of codes, so that each stands for the whole.
    private IEnumerable<XElement> SectorsOf(PublishedGrant grant)
    {
        var purpose = PurposeCodes.Of(grant.Recipient.ValueChain);
        yield return Narrated("sector", purpose.Name, ("vocabulary", "1"), ("code", purpose.Code));
        if (grant.Programme is { } programme)
        {
            var code = ProgrammeIdentifier.Of(programme.Code);
            yield return Narrated("sector", programme.Name, ("vocabulary", "99"), ("vocabulary-uri", _programmes), ("code", code));
        }

        if (grant.Recipient is { ValueChain: { } chain, ValueChainName: var name })
        {
            yield return Narrated("sector", name ?? chain, ("vocabulary", "98"), ("vocabulary-uri", _valueChains), ("code", chain));
        }
    }

    private static XElement[] NamesOf(Recipient recipient) => recipient.NameArabic is { } arabic
        ? [Narrative(recipient.Name), new XElement("narrative", Language("ar"), Sound(arabic))]
        : [Narrative(recipient.Name)];

    private static XAttribute Language(string code) => new(XNamespace.Xml + "lang", code);

    private static XElement Narrative(string text) => new("narrative", Sound(text));

    private static XElement Narrated(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        Element(name, Narrative(text), attributes);

    private static XElement Code(string name, string code) => Element(name, null, ("code", code));

    private static XElement Element(string name, object? content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var element = new XElement(name, content);
        foreach (var (attribute, value) in attributes)
        {
            element.SetAttributeValue(attribute, Sound(value));
        }

        return element;
    }

    // XML has no way to write some characters, such as most of those that control: they become U+FFFD.
    private static string Sound(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : string.Concat(
            text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}
