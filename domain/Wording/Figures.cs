using System.Globalization;

namespace IndhCoops.Domain.Wording;

/// <summary>
/// Numbers as a Moroccan office writes them in French and in Arabic, whatever culture data the machine has: Western digits, a narrow no-break space between
/// thousands, a comma before decimals, a true minus.
/// </summary>
public static class Figures
{
    /// <summary>Stands where a figure is unknown.</summary>
    public const string Unknown = "—";

    private const decimal Million = 1_000_000m;

    private static readonly NumberFormatInfo Format = NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberGroupSeparator = "\u202F",
        NumberDecimalSeparator = ",",
        NegativeSign = "−",
    });

    /// <summary>1 234 567,89.</summary>
    public static string Amount(decimal amount) => amount.ToString("N2", Format);

    /// <summary>1 234.</summary>
    public static string Count(long count) => count.ToString("N0", Format);

    /// <summary>12,5 %, of 0.125.</summary>
    public static string Percent(decimal share) => $"{(share * 100m).ToString("N1", Format)}\u00A0%";

    /// <summary>1,2 M or 340 k: an amount for the scale of a chart.</summary>
    public static string Short(decimal amount) => amount switch
    {
        >= Million => $"{(amount / Million).ToString("0.##", Format)}\u00A0M",
        >= 1000 => $"{(amount / 1000).ToString("0.##", Format)}\u00A0k",
        _ => amount.ToString("0.##", Format),
    };

    /// <summary>+12,3 %: how much more the first is than the second. Unknown where the second is zero, and where the sign changes: from −10 to 20 is no percentage.</summary>
    public static string Growth(decimal now, decimal before) => before == 0 || (now != 0 && Math.Sign(now) != Math.Sign(before))
        ? Unknown
        : $"{Signed((now - before) / Math.Abs(before) * 100m, "N1")}\u00A0%";

    /// <summary>A number with its sign, + for what is above zero.</summary>
    public static string Signed(decimal number, string format = "N2") => (number > 0 ? "+" : "") + number.ToString(format, Format);
}
