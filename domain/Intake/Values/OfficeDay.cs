using System.Collections.Frozen;
using System.Globalization;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Values;

/// <summary>
/// Reads days as offices write them: <c>15/10/2026</c>, <c>2026-10-15</c>, <c>15 octobre 2026</c>. The day goes before the month, always.
/// </summary>
internal static class OfficeDay
{
    public const int FirstYear = 1900, LastYear = 2100;

    private static readonly FrozenDictionary<string, int> Months = Named(
        "janvier jan january يناير", "fevrier fev february feb فبراير", "mars mar march مارس", "avril avr april apr ابريل",
        "mai may ماي مايو", "juin jun june يونيو",
        "juillet juil july jul يوليوز يوليو", "aout august aug غشت اغسطس", "septembre sept sep september شتنبر سبتمبر",
        "octobre oct october اكتوبر", "novembre nov november نونبر نوفمبر",
        "decembre dec december دجنبر ديسمبر");

    private static readonly FrozenDictionary<string, int> Weekdays = Named(
        "lundi monday الاثنين", "mardi tuesday الثلاثاء", "mercredi wednesday الاربعاء", "jeudi thursday الخميس", "vendredi friday الجمعة",
        "samedi saturday السبت", "dimanche sunday الاحد");

    // Programs write a day as a moment.
    private static readonly string[] Times = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"];

    /// <summary>Reads a day; null where it is none, and then the reason.</summary>
    public static DateOnly? Read(string text, out (RefusalReason Reason, string[] Arguments) refusal)
    {
        refusal = (RefusalReason.NotADay, []);
        if (text.Length > 60)
        {
            return null;
        }

        text = WithoutTime(OfficeNumber.Plain(text));
        var parts = text.Split(['/', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        var weekday = 0;
        if (parts.Length == 4 && Weekdays.TryGetValue(FoldedWords.Of(parts[0]), out weekday))
        {
            parts = parts[1..];
        }

        if (parts.Length != 3)
        {
            return null;
        }

        var day = parts[0].Length == 4 && IsNumber(parts[0])
            ? Read(parts[0], parts[1], parts[2], ref refusal)
            : Read(parts[2], parts[1], parts[0], ref refusal);
        return weekday == 0 || (int?)day?.DayOfWeek == weekday % 7 ? day : null;
    }

    /// <summary>The day of a moment that Excel holds.</summary>
    public static DateOnly? Read(DateTime moment, out (RefusalReason Reason, string[] Arguments) refusal)
    {
        refusal = (RefusalReason.YearOutOfBounds, [$"{FirstYear}", $"{LastYear}"]);
        return moment.Year is >= FirstYear and <= LastYear ? DateOnly.FromDateTime(moment) : null;
    }

    /// <summary>Whether a text is what Excel shows of a day and a month, or of a month and a year: <c>03-avr</c>, <c>avr.-03</c>.</summary>
    public static bool IsShort(string text)
    {
        if (text.Length is < 5 or > 14 || text.IndexOf('-', StringComparison.Ordinal) is not (> 0 and var mark))
        {
            return false;
        }

        var (left, right) = (text[..mark], text[(mark + 1)..]);
        return (IsNumber(left) && left.Length <= 2 && IsMonth(right)) || (IsNumber(right) && right.Length is (2 or 4) && IsMonth(left));
    }

    private static bool IsMonth(string text) => text.Length > 0 && char.IsLetter(text[0]) && Months.ContainsKey(FoldedWords.Of(text));

    private static DateOnly? Read(string year, string month, string day, ref (RefusalReason Reason, string[] Arguments) refusal)
    {
        // "1er janvier 2026" is how the first of a month is written.
        day = day.ToLowerInvariant() is "1er" or "1st" ? "1" : day;
        if (!IsNumber(year) || !IsNumber(day) || day.Length > 2)
        {
            return null;
        }

        if (!Months.TryGetValue(FoldedWords.Of(month), out var m)
            && !(IsNumber(month) && month.Length <= 2 && int.TryParse(month, CultureInfo.InvariantCulture, out m)))
        {
            return null;
        }

        if (m > 12)
        {
            refusal = (RefusalReason.MonthTooLarge, [$"{m}"]);
            return null;
        }

        if (year.Length != 4)
        {
            refusal = year.Length == 2 ? (RefusalReason.ShortYear, []) : refusal;
            return null;
        }

        var (y, d) = (int.Parse(year, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture));
        if (y is < FirstYear or > LastYear)
        {
            refusal = (RefusalReason.YearOutOfBounds, [$"{FirstYear}", $"{LastYear}"]);
            return null;
        }

        return m >= 1 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static bool IsNumber(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    // Of a moment in another time zone than Morocco's only midnight is surely of that day.
    private static string WithoutTime(string text)
    {
        var mark = text.LastIndexOfAny(['T', ' ']);
        if (mark <= 0)
        {
            return text;
        }

        var time = text[(mark + 1)..];
        return TimeOnly.TryParseExact(time.TrimEnd('Z'), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            && (time[^1] != 'Z' || read == TimeOnly.MinValue)
                ? text[..mark]
                : text;
    }

    private static FrozenDictionary<string, int> Named(params string[] months) => months
        .SelectMany(
            (names, month) => names.Split(' '), (names, name) => (Key: FoldedWords.Of(name), Month: Array.IndexOf(months, names) + 1))
        .ToFrozenDictionary(name => name.Key, name => name.Month, StringComparer.Ordinal);
}

/// <summary>Which days there may be in a file.</summary>
/// <param name="FirstYear">The year in which the INDH began; null where the phases are not loaded.</param>
/// <param name="Today">The day in Morocco.</param>
/// <param name="Last">The last day on which something that is written now may happen.</param>
internal sealed record OfficeDays(int? FirstYear, DateOnly Today, DateOnly Last);
