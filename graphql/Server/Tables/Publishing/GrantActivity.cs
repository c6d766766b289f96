using System.Xml;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Writes a grant as an activity of IATI. The order of the elements is the standard's.</summary>
internal sealed class GrantActivity(ActivitiesFile file, XmlWriter xml)
{
    private const string Government = "10", Other = "90";

    private readonly string _programmes = $"{file.Server}/graphql/persisted/programmes";
    private readonly string _valueChains = $"{file.Server}/graphql/persisted/cooperatives-by-sector";

    public void Write(PublishedGrant grant)
    {
        var recipient = grant.Recipient;
        xml.WriteStartElement("iati-activity");
        xml.WriteAttributeString("xml", "lang", null, "fr");
        xml.WriteAttributeString("default-currency", "MAD");
        xml.WriteAttributeString("hierarchy", "2");
        if (grant.UpdatedAt is { } updated)
        {
            xml.WriteAttributeString("last-updated-datetime", GrantTexts.Moment(updated));
        }

        xml.WriteElementString("iati-identifier", file.Identifiers.Activity(grant));
        WriteNarrative(
            "reporting-org",
            file.Publishing.PublisherName.French,
            ("ref", file.Publishing.OrganisationId),
            ("type", Other),
            ("secondary-reporter", "1"));
        WriteNarrative("title", GrantTexts.Title(grant));
        WriteDescription(grant);
        WriteNarrative("participating-org", GrantTexts.Funder, ("role", "1"), ("type", Government));
        WriteNarrative("participating-org", GrantTexts.Committee(recipient), ("role", "2"), ("type", Government));
        WriteRecipient(recipient);
        WriteReference(grant);
        WriteCode("activity-status", StatusOf(grant.Project?.Status));
        WriteDates(grant);
        WriteCode("activity-scope", "7");
        WriteCode("recipient-country", "MA");
        WriteLocation(recipient);
        WriteSectors(grant);
        if (recipient.Womens == true)
        {
            // Gender equality, a significant objective.
            WriteEmpty("policy-marker", ("vocabulary", "1"), ("code", "1"), ("significance", "1"));
        }

        // Money of the State that is no aid from abroad; a grant; a contribution to a project.
        WriteCode("default-flow-type", "50");
        WriteCode("default-finance-type", "110");
        WriteCode("default-aid-type", "C01");
        WriteCommitment(grant);
        xml.WriteEndElement();
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

    private void WriteDescription(PublishedGrant grant)
    {
        WriteNarrative("description", GrantTexts.Description(grant), ("type", "1"));
        if (grant.Source is { } source && !grant.IsSynthetic)
        {
            WriteNarrative("description", $"Source : {source}", ("type", "4"));
        }
    }

    private void WriteRecipient(Recipient recipient)
    {
        xml.WriteStartElement("participating-org");
        xml.WriteAttributeString("role", "4");
        xml.WriteAttributeString("type", Other);
        WriteNarratives(recipient);
        xml.WriteEndElement();
    }

    private void WriteNarratives(Recipient recipient)
    {
        WriteNarrative(recipient.Name);
        if (recipient.NameArabic is { } arabic)
        {
            xml.WriteStartElement("narrative");
            xml.WriteAttributeString("xml", "lang", null, "ar");
            xml.WriteString(Sound(arabic));
            xml.WriteEndElement();
        }
    }

    private void WriteReference(PublishedGrant grant)
    {
        if (grant.Reference is not { } reference)
        {
            return;
        }

        // A1: the reporting organisation's own identifier.
        xml.WriteStartElement("other-identifier");
        xml.WriteAttributeString("ref", Sound(reference));
        xml.WriteAttributeString("type", "A1");
        WriteNarrative("owner-org", GrantTexts.Committee(grant.Recipient));
        xml.WriteEndElement();
    }

    // The award begins what it pays for; the programme's end is by when it was to be done.
    private void WriteDates(PublishedGrant grant)
    {
        WriteNarrative("activity-date", "Date d’octroi", ("type", "2"), ("iso-date", GrantTexts.Day(grant.AwardedOn)));
        if (grant.Programme?.EndYear is { } year && year >= grant.AwardedOn.Year)
        {
            WriteNarrative("activity-date", "Fin du programme", ("type", "3"), ("iso-date", GrantTexts.Day(new DateOnly(year, 12, 31))));
        }
    }

    private void WriteLocation(Recipient recipient)
    {
        xml.WriteStartElement("location");
        xml.WriteAttributeString("ref", recipient.ProvinceCode);
        WriteNarrative("name", recipient.Province);
        WriteEmpty("administrative", ("vocabulary", "A4"), ("level", "0"), ("code", "MA"));
        xml.WriteEndElement();
    }

    // One sector for each list of codes, so that each stands for the whole.
    private void WriteSectors(PublishedGrant grant)
    {
        var purpose = PurposeCodes.Of(grant.Recipient.ValueChain);
        WriteNarrative("sector", purpose.Name, ("vocabulary", "1"), ("code", purpose.Code));
        if (grant.Programme is { } programme)
        {
            WriteNarrative(
                "sector",
                programme.Name,
                ("vocabulary", "99"),
                ("vocabulary-uri", _programmes),
                ("code", ProgrammeIdentifier.Of(programme.Code)));
        }

        if (grant.Recipient.ValueChain is { } chain)
        {
            WriteNarrative(
                "sector", grant.Recipient.ValueChainName ?? chain, ("vocabulary", "98"), ("vocabulary-uri", _valueChains), ("code", chain));
        }
    }

    private void WriteCommitment(PublishedGrant grant)
    {
        var day = GrantTexts.Day(grant.AwardedOn);
        xml.WriteStartElement("transaction");
        WriteCode("transaction-type", "2");
        WriteEmpty("transaction-date", ("iso-date", day));
        xml.WriteStartElement("value");
        xml.WriteAttributeString("value-date", day);
        xml.WriteString(grant.Amount.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        WriteNarrative("description", "Part de l’INDH, accordée");
        WriteNarrative("provider-org", GrantTexts.Funder, ("type", Government));
        xml.WriteStartElement("receiver-org");
        xml.WriteAttributeString("type", Other);
        WriteNarratives(grant.Recipient);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteCode(string element, string code) => WriteEmpty(element, ("code", code));

    private void WriteEmpty(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteStart(element, attributes);
        xml.WriteEndElement();
    }

    private void WriteNarrative(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteStart(element, attributes);
        WriteNarrative(text);
        xml.WriteEndElement();
    }

    private void WriteNarrative(string text) => xml.WriteElementString("narrative", Sound(text));

    private void WriteStart(string element, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element);
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, Sound(value));
        }
    }

    // XML has no way to write some characters, such as most of those that control: they become U+FFFD.
    private static string Sound(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            sound.Append((rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune).ToString());
        }

        return sound.ToString();
    }
}
