namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>How the values of each kind are written into cursors and read from them.</summary>
internal static class ValueFormats
{
    // What sums and averages come to.
    private const int MostDigits = 20, MostDecimals = 4;

    private const string DateTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Format(ScalarKind kind, object value) => kind switch
    {
        ScalarKind.Date => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ScalarKind.DateTime => ((DateTimeOffset)value).UtcDateTime.ToString(DateTimeFormat, CultureInfo.InvariantCulture),
        ScalarKind.Uuid => ((Guid)value).ToString("N"),

        // The same on every database, of which some give zeros along.
        ScalarKind.Decimal => ((decimal)value).ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static object? Parse(ScalarKind kind, string text) => kind switch
    {
        ScalarKind.Text or ScalarKind.Enum or ScalarKind.Path => text.Contains('\0') ? null : text,
        ScalarKind.Int => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        ScalarKind.Long => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        ScalarKind.Decimal => ExactDecimal.Read(text, MostDigits, MostDecimals, out var amount) == ExactDecimalReading.Exact
            ? amount
            : null,
        ScalarKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null,
        ScalarKind.DateTime =>
            DateTime.TryParseExact(
                text,
                DateTimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var moment)
                ? new DateTimeOffset(moment)
                : null,
        ScalarKind.Uuid => Guid.TryParseExact(text, "N", out var id) ? id : null,
        ScalarKind.Boolean => bool.TryParse(text, out var flag) ? flag : null,
        _ => null,
    };
}
