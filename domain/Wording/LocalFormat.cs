using System.Globalization;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Intake;

namespace IndhCoops.Domain.Wording;

/// <summary>
/// Figures and days as people write them, whatever culture data the machine has. French: 1 234,50 with narrow no-break spaces. English:
/// 1,234.50. Arabic: as in the bilingual tables of Moroccan offices, where one column of figures serves both languages.
/// </summary>
public sealed class LocalFormat
{
    /// <summary>Stands where a figure is unknown.</summary>
    public const string Unknown = "—";

    private const decimal Million = 1_000_000m;

    private static readonly LocalFormat French = new(
        IntakeLanguage.French,
        new NumberFormatInfo { NumberGroupSeparator = "\u202F", NumberDecimalSeparator = ",", NegativeSign = "−" },
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre");

    private static readonly LocalFormat English = new(
        IntakeLanguage.English,
        new NumberFormatInfo { NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NegativeSign = "−" },
        "January February March April May June July August September October November December");

    // A mark before the sign keeps it at the left of its number, where the text runs from the right.
    private static readonly LocalFormat Arabic = new(
        IntakeLanguage.Arabic,
        new NumberFormatInfo { NumberGroupSeparator = "\u202F", NumberDecimalSeparator = ",", NegativeSign = "\u200E−" },
        "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر");

    private readonly IntakeLanguage _language;
    private readonly NumberFormatInfo _numbers;
    private readonly string[] _months;

    private LocalFormat(IntakeLanguage language, NumberFormatInfo numbers, string months) =>
        (_language, _numbers, _months) = (language, NumberFormatInfo.ReadOnly(numbers), months.Split(' '));

    /// <summary>The format of a language.</summary>
    public static LocalFormat Of(IntakeLanguage language) => language switch
    {
        IntakeLanguage.Arabic => Arabic,
        IntakeLanguage.English => English,
        _ => French,
    };

    /// <summary>1 234 567,89.</summary>
    public string Amount(decimal amount) => amount.ToString("N2", _numbers);

    /// <summary>The same; a dash where it is unknown.</summary>
    public string Amount(decimal? amount) => amount is { } value ? Amount(value) : Unknown;

    /// <summary>1 234 567,89 MAD; MAD 1,234,567.89 in English.</summary>
    public string Money(decimal amount) => WithUnit(Amount(amount));

    /// <summary>1 234 568 MAD: to the dirham, for what is read at a glance.</summary>
    public string WholeMoney(decimal amount) => WithUnit(decimal.Round(amount, 0, MidpointRounding.AwayFromZero).ToString("N0", _numbers));

    /// <summary>1 234.</summary>
    public string Count(long count) => count.ToString("N0", _numbers);

    /// <summary>The same; a dash where it is unknown.</summary>
    public string Count(long? count) => count is { } value ? Count(value) : Unknown;

    /// <summary>A number with the decimals that it has: 12,5.</summary>
    public string Number(decimal number) => number.ToString("#,0.##", _numbers);

    /// <summary>12,3 %, of a share between 0 and 1.</summary>
    public string Percent(decimal share) => WithPercent((share * 100).ToString("#,0.#", _numbers));

    /// <summary>
    /// +12,3 %: how much more the first is than the second. Null where it says nothing: the second is zero, or their signs differ.
    /// </summary>
    public string? Growth(decimal now, decimal before) =>
        before == 0 || now * before < 0 ? null : WithPercent(Signed((now - before) / Math.Abs(before) * 100, "#,0.#"));

    /// <summary>A number with its sign, + for what is above zero.</summary>
    public string Signed(decimal number, string format = "N2") =>
        (number > 0 ? _language == IntakeLanguage.Arabic ? "\u200E+" : "+" : "") + number.ToString(format, _numbers);

    /// <summary>1,2 M or 340 k: an amount for the scale of a chart.</summary>
    public string Short(decimal amount) => Math.Abs(amount) switch
    {
        >= Million => $"{(amount / Million).ToString("0.##", _numbers)}\u00A0M",
        >= 1000 => $"{(amount / 1000).ToString("0.##", _numbers)}\u00A0k",
        _ => amount.ToString("0.##", _numbers),
    };

    /// <summary>juin.</summary>
    public string MonthName(DateOnly month) => _months[month.Month - 1];

    /// <summary>juin 2024.</summary>
    public string Month(DateOnly month) => $"{MonthName(month)} {Year(month)}";

    /// <summary>2024.</summary>
    public static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>1er juin 2024.</summary>
    public string Day(DateOnly day) =>
        $"{(day.Day == 1 && _language == IntakeLanguage.French ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture))} {Month(day)}";

    /// <summary>The same; a dash where it is unknown.</summary>
    public string Day(DateOnly? day) => day is { } value ? Day(value) : Unknown;

    /// <summary>1er juin 2024 à 03:00 (heure du Maroc).</summary>
    public string Moment(DateTimeOffset moment)
    {
        var clock = MoroccanCalendar.ClockAt(moment);
        var time = clock.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = Day(DateOnly.FromDateTime(clock));
        return new LocalText(
            $"{day} à {time} (heure du Maroc)",
            $"{day} على الساعة {time} (بتوقيت المغرب)",
            $"{day} at {time} (Morocco time)").In(_language);
    }

    private string WithUnit(string amount) => _language switch
    {
        IntakeLanguage.Arabic => $"{amount}\u00A0درهم",
        IntakeLanguage.English => $"MAD\u00A0{amount}",
        _ => $"{amount}\u00A0MAD",
    };

    private string WithPercent(string number) => _language == IntakeLanguage.English ? $"{number}%" : $"{number}\u00A0%";
}
