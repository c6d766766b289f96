using System.Globalization;
using IndhCoops.Domain;

namespace IndhCoops.Functions.Reporting;

/// <summary>Figures and days as French typography writes them, whatever culture data the machine has.</summary>
internal static class French
{
    /// <summary>Stands where a figure is unknown.</summary>
    public const string Unknown = "—";

    private const decimal Million = 1_000_000m;

    // A narrow no-break space between thousands, a comma before the centimes, a true minus.
    private static readonly NumberFormatInfo Numbers = NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberGroupSeparator = "\u202F",
        NumberDecimalSeparator = ",",
        NegativeSign = "−",
    });

    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>1 234 567,89.</summary>
    public static string Amount(decimal amount) => amount.ToString("N2", Numbers);

    /// <summary>1 234.</summary>
    public static string Count(int count) => count.ToString("N0", Numbers);

    /// <summary>1,2 M or 340 k: an amount for the scale of a chart.</summary>
    public static string Short(decimal amount) => amount switch
    {
        >= Million => $"{(amount / Million).ToString("0.##", Numbers)}\u00A0M",
        >= 1000 => $"{(amount / 1000).ToString("0.##", Numbers)}\u00A0k",
        _ => amount.ToString("0.##", Numbers),
    };

    /// <summary>
    /// +12,3 %: how much more the first is than the second; unknown where the second is zero or has the other sign: -5 to 10 is no
    /// percentage.
    /// </summary>
    public static string Growth(decimal now, decimal before) => before == 0 || Math.Sign(now) == -Math.Sign(before)
        ? Unknown
        : $"{Signed((now - before) / Math.Abs(before) * 100m, "N1")}\u00A0%";

    /// <summary>A number with its sign, + for what is above zero.</summary>
    public static string Signed(decimal number, string format) => (number > 0 ? "+" : "") + number.ToString(format, Numbers);

    /// <summary>juin.</summary>
    public static string MonthName(DateOnly month) => Months[month.Month - 1];

    /// <summary>juin 2024.</summary>
    public static string Month(DateOnly month) => $"{MonthName(month)} {Year(month)}";

    /// <summary>2024.</summary>
    public static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>1er juin 2024.</summary>
    public static string Day(DateOnly day) => $"{(day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture))} {Month(day)}";

    /// <summary>1er juin 2024 à 02:00 UTC.</summary>
    public static string Moment(DateTimeOffset moment) =>
        $"{Day(DateOnly.FromDateTime(moment.UtcDateTime))} à {moment.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    /// <summary>A noun after a number: one for 0 and 1, many from 2.</summary>
    public static string Counted(int count, string one, string many) => $"{Count(count)} {(Math.Abs(count) < 2 ? one : many)}";

    /// <summary>The kind of source.</summary>
    public static string Source(DataSource source) => source switch
    {
        DataSource.Official => "données officielles",
        DataSource.Press => "données de presse",
        _ => "données synthétiques de démonstration",
    };

    /// <summary>A programme with its axis.</summary>
    public static string Programme(ProgrammeName? programme) => programme switch
    {
        null => "Programme non renseigné",
        { Axis: { } axis } => $"{programme.Code} · {axis}",
        _ => $"{programme.Code} · {programme.Name}",
    };
}
