namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>A calendar day without time or zone.</summary>
internal sealed class LocalDateScalar() : ContractScalar(
    "LocalDate",
    "local-date.html",
    "A calendar day, `yyyy-MM-dd`, without time or zone.")
{
    private const int DayLength = 10;

    protected override object? Read(string text) => TryRead(text, out var day) ? day : null;

    internal override string? Advice(string text) =>
        text.Length > DayLength && text[DayLength] is 'T' or 't' or ' ' && TryRead(text[..DayLength], out _)
            ? $"give the day: {text[..DayLength]}"
            : null;

    internal static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
