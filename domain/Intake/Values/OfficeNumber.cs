using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Values;

/// <summary>
/// Reads numbers as offices write them, exactly: <c>276 000,57</c>, <c>1.234.567,89</c>, <c>1,234.50 DH</c>, <c>(1 200,00)</c>,
/// <c>٢٧٦٠٠٠٫٥٧</c>. What can be read in two ways is not read.
/// </summary>
internal static partial class OfficeNumber
{
    private static readonly string[] Dirhams = ["dirhams", "dirham", "dhs", "dh", "mad", "درهم", "دراهم", "د.م.", "د.م"];
    private static readonly string[] OtherMoney = ["€", "$", "£", "eur", "usd", "euros", "euro", "gbp"];

    /// <summary>Reads a number; null where it is none, and then the reason.</summary>
    /// <param name="text">The text, cleaned.</param>
    /// <param name="decimals">How many decimals it may have.</param>
    /// <param name="refusal">Why it is not read, and what the sentence names.</param>
    public static decimal? Read(string text, int decimals, out (RefusalReason Reason, string[] Arguments) refusal)
    {
        refusal = (RefusalReason.NotANumber, []);
        if (text.Length > 60)
        {
            return null;
        }

        text = Plain(text).ToLowerInvariant();
        if (OtherMoney.Any(money => text.StartsWith(money, StringComparison.Ordinal) || text.EndsWith(money, StringComparison.Ordinal)))
        {
            refusal = (RefusalReason.OtherCurrency, []);
            return null;
        }

        text = WithoutDirhams(text);
        var isNegative = text is ['-', ..] or [.., '-'] or ['(', .., ')'];
        text = text switch
        {
            ['-' or '+', .. var rest] => rest.Trim(),
            [.. var rest, '-'] => rest.Trim(),
            ['(', .. var rest, ')'] => WithoutDirhams(rest.Trim()),
            _ => text,
        };
        if (text.Length > 0
            && char.IsAsciiDigit(text[0])
            && text.Count(char.IsAsciiLetter) == 1
            && text.Contains('e', StringComparison.Ordinal))
        {
            refusal = (RefusalReason.ScientificNotation, []);
            return null;
        }

        var (whole, fraction) = Split(text);
        if (whole is null)
        {
            return null;
        }

        if (IsAmbiguous(text))
        {
            refusal = (RefusalReason.AmbiguousNumber, [$"{whole}{fraction}", $"{whole},{fraction}"]);
            return null;
        }

        switch (ExactDecimal.Read($"{(isNegative ? "-" : "")}{whole}.{fraction}", 12, decimals, out var value))
        {
            case ExactDecimalReading.Exact:
                return value;
            case ExactDecimalReading.OutOfBounds:
                refusal = fraction.TrimEnd('0').Length > decimals
                    ? (decimals == 0 ? RefusalReason.NotWhole : RefusalReason.TooManyDecimals, [])
                    : (RefusalReason.NumberOutOfBounds, ["0", "999999999999"]);
                return null;
            default:
                return null;
        }
    }

    // A cell of Excel holds 15 significant digits: so many are exact, and what is beyond them is the noise of formulas.
    public static decimal? Read(double number, int decimals, out (RefusalReason Reason, string[] Arguments) refusal)
    {
        refusal = (RefusalReason.NumberOutOfBounds, ["0", "999999999999"]);
        if (double.IsNaN(number) || Math.Abs(number) >= 1e12)
        {
            return null;
        }

        var value = (decimal)number;
        if (decimal.Round(value, decimals) == value)
        {
            return value;
        }

        refusal = (decimals == 0 ? RefusalReason.NotWhole : RefusalReason.TooManyDecimals, []);
        return null;
    }

    /// <summary>Whether a text is a number as Excel shows a long one: <c>1,23457E+15</c>.</summary>
    public static bool IsScientific(string text) => text.Length is >= 5 and <= 24 && Scientific.IsMatch(text);

    /// <summary>Digits of Arabic as those of Latin, all spaces as one, and one sign for a minus.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            plain.Append(letter switch
            {
                _ when char.IsWhiteSpace(letter) => ' ',
                >= '٠' and <= '٩' => (char)(letter - '٠' + '0'),
                >= '۰' and <= '۹' => (char)(letter - '۰' + '0'),
                '٫' => ',',
                '٬' => '\'',
                '’' or '‘' or 'ʼ' => '\'',
                _ when CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation || letter == '−' => '-',
                _ => letter,
            });
        }

        return plain.ToString().Trim();
    }

    [GeneratedRegex(@"^-?[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific { get; }

    private static string WithoutDirhams(string text)
    {
        foreach (var unit in Dirhams)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return text[..^unit.Length].TrimEnd();
            }

            if (text.StartsWith(unit, StringComparison.Ordinal))
            {
                return text[unit.Length..].TrimStart();
            }
        }

        return text;
    }

    // The last point or comma begins the decimals, unless it stands more than once or groups of thousands follow it.
    private static (string? Whole, string Fraction) Split(string text)
    {
        var mark = text.LastIndexOfAny([',', '.']);
        var separators = mark < 0 ? 0 : text.Count(letter => letter == text[mark]);
        var (whole, fraction) = mark < 0 || separators > 1 ? (text, "") : (text[..mark], text[(mark + 1)..]);
        if (fraction.AsSpan().ContainsAnyExceptInRange('0', '9')
            || (whole.Length == 0 && fraction.Length == 0)
            || (mark == text.Length - 1 && mark >= 0))
        {
            return (null, "");
        }

        return whole.Length == 0 ? ("0", fraction) : (Ungrouped(whole), fraction);
    }

    // Groups of three, all by the same sign; null where there is anything else.
    private static string? Ungrouped(string text)
    {
        var sign = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var first ? text[first] : '\0';
        if (sign == '\0')
        {
            return text;
        }

        if (sign is not (' ' or '.' or ',' or '\''))
        {
            return null;
        }

        var groups = text.Split(sign);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && groups.All(
            group => !group.AsSpan().ContainsAnyExceptInRange('0', '9'))
            ? string.Concat(groups)
            : null;
    }

    // "1,234" is a thousand and more in one office, and one and a bit in another.
    private static bool IsAmbiguous(string text)
    {
        var mark = text.IndexOfAny([',', '.']);
        return mark is >= 1 and <= 3 && text.Length == mark + 4 && text[0] != '0' && text.Count(letter => !char.IsAsciiDigit(letter)) == 1;
    }
}
