using System.Text.Json;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Intake.Reading.Giving;

/// <summary>A grant of a 360Giving file.</summary>
/// <param name="index">Its place in the list, from 0.</param>
/// <param name="json">The grant; nothing where it has a fault.</param>
/// <param name="fault">Why it cannot be read; null where it can.</param>
internal sealed class GivingGrant(int index, JsonElement json, RefusalReason? fault)
{
    // Objects in which our own files keep what the standard has no place for.
    private const string Own = "indh";

    /// <summary>The line that it has for the office: the number of the grant, from 1.</summary>
    public int Line => index + 1;

    /// <summary>Whether it is an object that can be read.</summary>
    public bool IsSound => fault is null;

    /// <summary>Whether it is demonstration data, which is not imported.</summary>
    public bool IsMadeUp => Find("indh", "dataSource") is { ValueKind: JsonValueKind.String } source && source.ValueEquals("SYNTHETIC"u8)
        || Find("dataSource") is { ValueKind: JsonValueKind.String } link && link.ValueEquals("urn:indhcoops:synthetic"u8);

    /// <summary>Whether it has a project that can be found again, by a reference.</summary>
    public bool HasProject => Find(Own, "project", "reference") is { ValueKind: JsonValueKind.String };

    /// <summary>What identifies it: the office's reference, and in files of others their identifier.</summary>
    public Cell Reference() =>
        fault is { } reason ? Cell.Refused(reason, "")
        : IsMadeUp ? Cell.Refused(RefusalReason.MadeUp, "SYNTHETIC")
        : Text(Own, "reference") is { IsBlank: false } own ? own
        : Text("id");

    /// <summary>Dirhams.</summary>
    public Cell Amount() => Find("currency") is { ValueKind: JsonValueKind.String } currency && currency.ValueEquals("MAD"u8)
        ? Number("amountAwarded")
        : Cell.Refused(RefusalReason.OtherCurrency, Text("currency").Text);

    /// <summary>The day of the award; of a moment its day.</summary>
    public Cell AwardedOn() => Text("awardDate") is { IsBlank: false, Mistake: null } date ? Cell.Of(DayOf(date.Text)) : Text("awardDate");

    /// <summary>What a reader should know.</summary>
    public Cell Note() => IsOwn(Own) ? Text(Own, "note") : Text("description");

    public Cell Phase() => Text(Own, "phase") is { IsBlank: false } own ? own
        : Text("grantProgramme", "0", "code") is { Mistake: null, IsBlank: false } code ? Cell.Of(
            ProgrammeIdentifier.Read(code.Text).Phase?.ToString())
        : default;

    public Cell Programme() => Text("grantProgramme", "0", "code") switch
    {
        { IsBlank: true } => Text("grantProgramme", "0", "title"),
        { Mistake: null } code => Cell.Of(ProgrammeIdentifier.Read(code.Text).Code),
        var refused => refused,
    };

    /// <summary>The province, by its code where it is one, or else by its name.</summary>
    public Cell Province() =>
        Text("beneficiaryLocation", "0", "geoCode") is { IsBlank: false } code
            && code.Text.StartsWith("MA-", StringComparison.Ordinal) ? code
        : Text("beneficiaryLocation", "0", "name") is { IsBlank: false } name ? name
        : Text("recipientOrganization", "0", "addressLocality");

    /// <summary>The recipient as other rows name it: by its reference, or else by its name.</summary>
    public Cell Cooperative() => Find("recipientOrganization", "1") is not null ? Cell.Refused(RefusalReason.SeveralRecipients, "")
        : RecipientReference() is { IsBlank: false } reference ? reference
        : Recipient("name");

    /// <summary>The office's reference of the recipient; in files of others their identifier. Blank where our own file has none.</summary>
    public Cell RecipientReference() =>
        IsOwn("recipientOrganization", "0", Own) ? Text("recipientOrganization", "0", Own, "reference") : Recipient("id");

    /// <summary>A text of the recipient.</summary>
    public Cell Recipient(string name) => Text("recipientOrganization", "0", name);

    /// <summary>What our own file keeps of the recipient.</summary>
    public Cell RecipientRest(string name) => Value("recipientOrganization", "0", Own, name);

    /// <summary>What our own file keeps of the project.</summary>
    public Cell Project(string name) => Value(Own, "project", name);

    /// <summary>Whether our own server wrote it.</summary>
    private bool IsOwn(params ReadOnlySpan<string> path) => Find(path) is { ValueKind: JsonValueKind.Object };

    private static string DayOf(string date) => date.Length > 10 && date[10] == 'T' ? date[..10] : date;

    private Cell Text(params ReadOnlySpan<string> path) => Find(path) is { } value && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind == JsonValueKind.String ? TextOf(value) : Cell.Refused(RefusalReason.JsonWrongType, value.ValueKind.ToString())
        : default;

    private Cell Number(params ReadOnlySpan<string> path) => Find(path) is { } value && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind == JsonValueKind.Number ? Cell.Of(value.GetDouble()) : Cell.Refused(
            RefusalReason.JsonWrongType, value.ValueKind.ToString())
        : default;

    private Cell Value(params ReadOnlySpan<string> path) => Find(path) switch
    {
        null or { ValueKind: JsonValueKind.Null } => default,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } flag => Cell.Of(flag.GetBoolean()),
        { ValueKind: JsonValueKind.Number } number => Cell.Of(number.GetDouble()),
        { ValueKind: JsonValueKind.String } text => TextOf(text),
        { } other => Cell.Refused(RefusalReason.JsonWrongType, other.ValueKind.ToString()),
    };

    private static Cell TextOf(JsonElement value)
    {
        try
        {
            return Cell.Of(value.GetString());
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half of a character.
            return Cell.Refused(RefusalReason.LostLetters, "\uFFFD");
        }
    }

    // The value at a path; null where there is none, also where the path leads through a value that is no object or list.
    private JsonElement? Find(params ReadOnlySpan<string> path)
    {
        var value = json;
        foreach (var step in path)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object when value.TryGetProperty(step, out var member):
                    value = member;
                    break;
                case JsonValueKind.Array when step is "0" or "1" && value.GetArrayLength() > step[0] - '0':
                    value = value[step[0] - '0'];
                    break;
                default:
                    return null;
            }
        }

        return value;
    }
}
