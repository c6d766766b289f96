namespace IndhCoops.Modeling;

/// <summary>
/// Reads a number in decimal notation exactly, or not at all. <c>decimal.Parse</c> rounds what has more digits than a decimal holds:
/// it reads 100.0000000000000000000000000000000000001 as 100.
/// </summary>
public static class ExactDecimal
{
    // Every number of so many digits is a decimal.
    private const int MostDigits = 28;

    // Beyond it, only zero is within any bounds.
    private const int FarExponent = 1_000_000_000;

    /// <summary>Reads an amount in MAD, as the databases store it: at most two decimals and twelve digits before them.</summary>
    public static ExactDecimalReading ReadAmount(ReadOnlySpan<char> text, out decimal amount) =>
        Read(text, digits: 12, decimals: 2, out amount);

    /// <summary>Reads <c>-1234.50</c> or <c>1.5e3</c>.</summary>
    /// <param name="text">The text, without white space around it.</param>
    /// <param name="digits">How many digits the number may have before the point.</param>
    /// <param name="decimals">How many it may have after the point; zeros at the end do not count.</param>
    /// <param name="value">The number; 0 where it is not read.</param>
    public static ExactDecimalReading Read(ReadOnlySpan<char> text, int digits, int decimals, out decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits + decimals, MostDigits);
        value = 0;
        var mark = text.IndexOfAny('e', 'E');
        var exponent = 0L;
        if (mark >= 0 && !TryReadExponent(text[(mark + 1)..], out exponent))
        {
            return ExactDecimalReading.NotANumber;
        }

        var mantissa = WithoutSign(mark < 0 ? text : text[..mark], out var isNegative);
        var point = mantissa.IndexOf('.');
        if (mantissa.Trim('.').IsEmpty)
        {
            return ExactDecimalReading.NotANumber;
        }

        // The number is read up to its last digit other than zero, which stands at 10^place.
        var (read, significant, zeros) = (0m, 0L, 0L);
        for (var i = 0; i < mantissa.Length; i++)
        {
            if (i == point)
            {
                continue;
            }

            var digit = mantissa[i] - '0';
            if (digit is < 0 or > 9)
            {
                return ExactDecimalReading.NotANumber;
            }

            if (digit == 0)
            {
                zeros += significant > 0 ? 1 : 0;
                continue;
            }

            significant += zeros + 1;
            if (significant <= digits + decimals)
            {
                read = (read * PowerOfTen((int)zeros + 1)) + digit;
            }

            zeros = 0;
        }

        var place = exponent + zeros - (point < 0 ? 0 : mantissa.Length - point - 1);
        if (significant == 0)
        {
            return ExactDecimalReading.Exact;
        }

        if (place < -decimals || significant + place > digits)
        {
            return ExactDecimalReading.OutOfBounds;
        }

        read = place < 0 ? read / PowerOfTen((int)-place) : read * PowerOfTen((int)place);
        value = isNegative ? -read : read;
        return ExactDecimalReading.Exact;
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        text = WithoutSign(text, out var isNegative);
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        foreach (var digit in text)
        {
            exponent = Math.Min((exponent * 10) + (digit - '0'), FarExponent);
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text, out bool isNegative)
    {
        isNegative = text is ['-', ..];
        return text is ['-' or '+', ..] ? text[1..] : text;
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}

/// <summary>What became of reading a number.</summary>
public enum ExactDecimalReading
{
    /// <summary>It was read, exactly.</summary>
    Exact,

    /// <summary>It has more digits before or after the point than it may.</summary>
    OutOfBounds,

    /// <summary>It is no number in decimal notation.</summary>
    NotANumber,
}
