using IndhCoops.Domain.Programmes;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Writes a grant by the 360Giving Data Standard.</summary>
internal sealed class GivingGrant(GivingFile file)
{
    private readonly GrantIdentifiers _identifiers = file.Identifiers;

    public void Write(Utf8JsonWriter json, PublishedGrant grant)
    {
        var recipient = grant.Recipient;
        json.WriteStartObject();
        json.WriteString("id", _identifiers.Grant(grant));
        json.WriteString("title", GrantTexts.Title(grant));
        json.WriteString("description", GrantTexts.Description(grant));
        json.WriteString("currency", "MAD");
        json.WriteNumber("amountAwarded", grant.Amount);
        json.WriteString("awardDate", GrantTexts.Day(grant.AwardedOn));
        WritePlannedDates(json, grant.Programme);
        WriteRecipient(json, recipient);
        WriteFunder(json, recipient);
        WriteProgramme(json, grant.Programme);
        WriteLocation(json, recipient);
        WriteClassifications(json, recipient);
        if (grant.Project is { } project)
        {
            json.WriteStartArray("relatedActivity");
            json.WriteStringValue(_identifiers.Project(recipient, project));
            json.WriteEndArray();
        }

        json.WriteString("dataSource", SourceOf(grant));
        WriteMoment(json, grant.UpdatedAt);
        WriteRest(json, grant);
        json.WriteEndObject();
    }

    // A link that leads to the source where it is one; a file's name is kept below.
    private string SourceOf(PublishedGrant grant) =>
        grant.IsSynthetic ? "urn:indhcoops:synthetic"
        : Uri.TryCreate(grant.Source, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? link.AbsoluteUri
        : file.Server;

    // When a programme runs is all that is known of when its grants are used.
    private static void WritePlannedDates(Utf8JsonWriter json, FundingProgramme? programme)
    {
        if (programme is not { StartYear: { } first, EndYear: { } last })
        {
            return;
        }

        json.WriteStartArray("plannedDates");
        json.WriteStartObject();
        json.WriteString("description", "Années du programme");
        json.WriteString("startDate", GrantTexts.Day(new DateOnly(first, 1, 1)));
        json.WriteString("endDate", GrantTexts.Day(new DateOnly(last, 12, 31)));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteRecipient(Utf8JsonWriter json, Recipient recipient)
    {
        json.WriteStartArray("recipientOrganization");
        json.WriteStartObject();
        json.WriteString("id", _identifiers.Recipient(recipient));
        json.WriteString("name", recipient.Name);
        WriteText(json, "alternateName", recipient.NameArabic);
        WriteText(json, "description", recipient.Activity);
        json.WriteString("addressLocality", recipient.Province);
        WriteText(json, "addressRegion", recipient.Region);
        json.WriteString("addressCountry", "MA");
        json.WriteString("organisationType", "Cooperative");
        json.WriteStartObject("indh");
        WriteText(json, "reference", recipient.Reference);
        WriteFlag(json, "womens", recipient.Womens);
        WriteText(json, "legalForm", recipient.LegalForm);
        WriteText(json, "registerNumber", recipient.RegisterNumber);
        WriteText(json, "ice", recipient.Ice);
        if (recipient.FoundedYear is { } year)
        {
            json.WriteNumber("foundedYear", year);
        }

        WriteFlag(json, "exports", recipient.Exports);
        WriteText(json, "note", recipient.Note);
        WriteText(json, "valueChain", recipient.ValueChain);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteFunder(Utf8JsonWriter json, Recipient recipient)
    {
        json.WriteStartArray("fundingOrganization");
        json.WriteStartObject();
        json.WriteString("id", _identifiers.Funder);
        json.WriteString("name", GrantTexts.Funder);
        json.WriteString("department", GrantTexts.Committee(recipient));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteProgramme(Utf8JsonWriter json, FundingProgramme? programme)
    {
        if (programme is null)
        {
            return;
        }

        json.WriteStartArray("grantProgramme");
        json.WriteStartObject();
        json.WriteString("code", ProgrammeIdentifier.Of(programme.Code));
        json.WriteString("title", programme.Name);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, Recipient recipient)
    {
        json.WriteStartArray("beneficiaryLocation");
        json.WriteStartObject();
        json.WriteString("name", recipient.Province);
        json.WriteString("countryCode", "MA");
        json.WriteString("geoCode", recipient.ProvinceCode);
        json.WriteString("geoCodeType", "ISO3166-2");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteClassifications(Utf8JsonWriter json, Recipient recipient)
    {
        json.WriteStartArray("classifications");
        var purpose = PurposeCodes.Of(recipient.ValueChain);
        Write("OECD-DAC-CRS", purpose.Code, purpose.Name);
        if (recipient.ValueChain is { } chain)
        {
            Write("INDH-FILIERE", chain, recipient.ValueChainName ?? chain);
        }

        if (recipient.Womens == true)
        {
            Write("INDH", "WOMENS-COOPERATIVE", "Coopérative féminine");
        }

        json.WriteEndArray();

        void Write(string vocabulary, string code, string title)
        {
            json.WriteStartObject();
            json.WriteString("vocabulary", vocabulary);
            json.WriteString("code", code);
            json.WriteString("title", title);
            json.WriteEndObject();
        }
    }

    private static void WriteRest(Utf8JsonWriter json, PublishedGrant grant)
    {
        json.WriteStartObject("indh");
        WriteText(json, "reference", grant.Reference);
        json.WriteString("dataSource", grant.DataSource);
        WriteText(json, "source", grant.Source);
        WriteText(json, "phase", grant.Phase);
        WriteText(json, "note", grant.Note);
        if (grant.Project is { } project)
        {
            json.WriteStartObject("project");
            WriteText(json, "reference", project.Reference);
            json.WriteString("title", project.Title);
            WriteText(json, "status", project.Status);
            if (project.TotalCost is { } cost)
            {
                json.WriteNumber("totalCost", cost);
            }

            WriteText(json, "approvedOn", project.ApprovedOn is { } day ? GrantTexts.Day(day) : null);
            WriteText(json, "programme", project.ProgrammeCode);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, DateTimeOffset? moment) =>
        WriteText(json, "dateModified", moment is { } at ? GrantTexts.Moment(at) : null);

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } known)
        {
            json.WriteBoolean(name, known);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
