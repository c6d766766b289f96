namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>A moment with its offset from UTC.</summary>
internal sealed class DateTimeScalar() : ContractScalar(
    "DateTime",
    "date-time.html",
    "A moment with its offset from UTC, `2024-07-05T23:41:00Z`; answers are in UTC.")
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    protected override object? Read(string text) =>
        TryRead(text, out var moment) ? moment.ToUniversalTime() : null;

    /// <summary>Reads a moment with its offset; <c>t</c> and <c>z</c> may be lower case (RFC 3339, section 5.6).</summary>
    internal static bool TryRead(string text, out DateTimeOffset moment)
    {
        moment = default;
        return HasOffset(text) && DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    internal override string? Advice(string text) =>
        LocalDateScalar.TryRead(text, out _) ? $"give the moment: {text}T00:00:00Z"
        : !HasOffset(text) && TryRead($"{text}Z", out _) ? $"give the offset from UTC: {text}Z"
        : null;

    // Without an offset the moment would depend on where the server stands.
    private static bool HasOffset(string text) => text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-');
}
