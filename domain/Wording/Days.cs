using System.Globalization;
using IndhCoops.Domain.Intake;

namespace IndhCoops.Domain.Wording;

/// <summary>Days and months in words, as Morocco names them.</summary>
public static class Days
{
    private static readonly LocalText[] Months =
    [
        new("janvier", "يناير", "January"),
        new("février", "فبراير", "February"),
        new("mars", "مارس", "March"),
        new("avril", "أبريل", "April"),
        new("mai", "ماي", "May"),
        new("juin", "يونيو", "June"),
        new("juillet", "يوليوز", "July"),
        new("août", "غشت", "August"),
        new("septembre", "شتنبر", "September"),
        new("octobre", "أكتوبر", "October"),
        new("novembre", "نونبر", "November"),
        new("décembre", "دجنبر", "December"),
    ];

    private static readonly string[] ShortFrench =
        ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

    /// <summary>juin.</summary>
    public static string MonthName(DateOnly month, IntakeLanguage language) => Months[month.Month - 1].In(language);

    /// <summary>juin 2024.</summary>
    public static string Month(DateOnly month, IntakeLanguage language) => $"{MonthName(month, language)} {Year(month)}";

    /// <summary>juin 2024, as short as a chart needs: sept. 2024.</summary>
    public static string ShortMonth(DateOnly month, IntakeLanguage language) =>
        language == IntakeLanguage.French ? $"{ShortFrench[month.Month - 1]} {Year(month)}" : Month(month, language);

    /// <summary>de juin 2024, d’octobre 2024: the month after a French noun.</summary>
    public static string OfMonth(DateOnly month) =>
        $"{(Months[month.Month - 1].French[0] is 'a' or 'o' ? "d’" : "de ")}{Month(month, IntakeLanguage.French)}";

    /// <summary>2024.</summary>
    public static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>1er juin 2024.</summary>
    public static string Day(DateOnly day, IntakeLanguage language)
    {
        var number = day.Day.ToString(CultureInfo.InvariantCulture);
        return $"{(day.Day == 1 && language == IntakeLanguage.French ? "1er" : number)} {Month(day, language)}";
    }
}
