using System.Globalization;
using System.Text;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;

namespace IndhCoops.Domain.Entry;

/// <summary>What values of an office must be, whichever way they come in. A refusal names the field as the graph does.</summary>
internal static class EntryRules
{
    /// <summary>The most characters of a name or another short text.</summary>
    public const int MaxText = 500;

    /// <summary>The most characters of a note or a reason.</summary>
    public const int MaxNote = 4000;

    // The founding of the oldest cooperatives lies after it.
    private const int FirstYear = 1900;

    /// <summary>A text as it is stored, without white space around it and marks that nobody sees; null where it is empty.</summary>
    public static string? Text(string? text, string field, int most = MaxText)
    {
        text = text is null ? null : Visible(text).Trim().Normalize();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var mayHaveLines = most == MaxNote;
        return text.Length <= most && text.EnumerateRunes().All(rune => IsSound(rune, mayHaveLines))
            ? text
            : throw Refused(field, FormattableString.Invariant($"has at most {most} characters, and no control characters"));
    }

    /// <summary>
    /// Whether nobody sees a character, such as a mark of the direction of writing. Zero-width joiners are part of how Arabic is written.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    private static string Visible(string text) => Ascii.IsValid(text)
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => !IsInvisible(rune)).Select(rune => rune.ToString()));

    private static bool IsSound(Rune rune, bool mayHaveLines) =>
        rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || (mayHaveLines && rune.Value is '\n' or '\r' or '\t'));

    /// <summary>A text that must be there.</summary>
    public static string RequiredText(string? text, string field) => Text(text, field) ?? throw Refused(field, "must not be empty");

    /// <summary>Why something is corrected, which must be said.</summary>
    public static string Reason(string? text) => Text(text, "reason", MaxNote) ?? throw new EntryRefusedException(
        EntryRefusal.Reason, "Say in `reason` why it is corrected: whoever reads the record of changes later will want to know.");

    /// <summary>A reference as it is stored; null for none.</summary>
    public static string? Reference(string? text) =>
        text is null ? null
        : ReferenceText.TryRead(text, out var reference) ? reference
        : throw new EntryRefusedException(
            EntryRefusal.Reference,
            $"A reference has 1 to {ReferenceText.MaxLength} characters, and no control characters such as line breaks: "
            + "give the number under which your office knows it, or none.");

    /// <summary>An amount in MAD, not below zero.</summary>
    public static decimal? Amount(decimal? amount, string field) => amount switch
    {
        null => null,
        < 0 => throw Refused(field, "cannot be below zero"),
        > MovementRules.Most => throw Refused(
            field, FormattableString.Invariant($"is more than the INDH had for the whole of a phase ({MovementRules.Most:0} MAD)")),
        { } given when !Require.IsInCentimes(given) => throw Refused(field, "has at most two decimals"),
        _ => amount,
    };

    /// <summary>The year of a foundation.</summary>
    public static int? FoundedYear(int? year, DateOnly today) =>
        year is null || (year >= FirstYear && year <= today.Year)
            ? year
            : throw Refused("foundedYear", FormattableString.Invariant($"lies between {FirstYear} and {today.Year}"));

    /// <summary>A day on which something happened: not before the first year, and not after the last day.</summary>
    public static DateOnly? Day(DateOnly? day, string field, int? firstYear, DateOnly lastDay) =>
        day is null || (day.Value.Year >= (firstYear ?? FirstYear) && day <= lastDay)
            ? day
            : throw Refused(field, FormattableString.Invariant($"lies between the year {firstYear ?? FirstYear} and {lastDay:yyyy-MM-dd}"));

    /// <summary>An ICE; spaces within it do not count.</summary>
    public static string? Ice(string? text)
    {
        var digits = Text(text, "ice") is { } given ? string.Concat(given.Where(character => !char.IsWhiteSpace(character))) : null;
        return digits is null || Cooperative.IsIce(digits) ? digits : throw Refused("ice", "has 15 digits");
    }

    /// <summary>Refuses the value of a field.</summary>
    public static EntryRefusedException Refused(string field, string rule) => new(EntryRefusal.Value, $"`{field}` {rule}: correct it.");
}
