using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>A scalar of HotChocolate's contract that the engine does not bring: named, described, specified by a page.</summary>
internal sealed class ContractScalar : ScalarGraphType
{
    private const int DayLength = 10;

    private static readonly string[] MomentFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly Func<string, object?> _read;
    private readonly Func<string, string?>? _advice;
    private readonly bool _isNumber;

    /// <param name="read">Reads the text of a literal or of a JSON value; null where it is not a value of this scalar.</param>
    /// <param name="isNumber">Whether values are numbers in a document rather than strings.</param>
    /// <param name="advice">Advice for a text that is not a value of this scalar; null for none.</param>
    private ContractScalar(
        string name,
        string page,
        string description,
        Func<string, object?> read,
        bool isNumber = false,
        Func<string, string?>? advice = null)
    {
        Name = name;
        Description = description;
        SpecifiedBy = new Uri($"https://scalars.graphql.org/chillicream/{page}.html");
        (_read, _isNumber, _advice) = (read, isNumber, advice);
    }

    public Uri SpecifiedBy { get; }

    /// <summary>The scalars, for one schema.</summary>
    /// <remarks>
    /// What has more decimals than what it is compared with, or written to, is refused there rather than rounded: a centime is never lost
    /// unseen.
    /// </remarks>
    public static IReadOnlyList<ContractScalar> All() =>
    [
        new(
            "DateTime",
            "date-time",
            "A moment with its offset from UTC, `2024-07-05T23:41:00Z`; answers are in UTC.",
            text => Moment(text)?.ToUniversalTime(),
            advice: text => Day(text) is not null ? $"give the moment: {text}T00:00:00Z"
                : !HasOffset(text) && Moment($"{text}Z") is not null ? $"give the offset from UTC: {text}Z"
                : null),

        // A sum has more digits than each of its amounts.
        new(
            "Decimal",
            "decimal",
            "An exact number. Amounts are in MAD and have at most two decimals, averages have four.",
            text => ExactDecimal.Read(text, 18, 4, out var value) == ExactDecimalReading.Exact ? value : null,
            isNumber: true),
        new(
            "LocalDate",
            "local-date",
            "A calendar day, `yyyy-MM-dd`, without time or zone.",
            text => Day(text),
            advice: text => text.Length > DayLength && text[DayLength] is 'T' or 't' or ' ' && Day(text[..DayLength]) is not null
                ? $"give the day: {text[..DayLength]}"
                : null),
        new(
            "Long",
            "long",
            "A 64-bit whole number.",
            text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
            isNumber: true),
        new(
            "UUID",
            "uuid",
            "A universally unique identifier, `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.",
            text => Guid.TryParse(text, out var id) ? id : null),
    ];

    /// <summary>Advice for a text that is not a value of this scalar, such as `give the day: 2024-01-01`; null for none.</summary>
    internal string? Advice(string text) => _advice?.Invoke(text);

    /// <summary>The value that a variable has; null where it is not a value of this scalar.</summary>
    internal object? Read(JsonElement json) => (json.ValueKind, _isNumber) switch
    {
        (JsonValueKind.String, false) => _read(json.GetString()!),
        (JsonValueKind.Number, true) => _read(json.GetRawText()),
        _ => null,
    };

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null
        : (value, _isNumber) switch
        {
            (GraphQLStringValue text, false) => _read((string)text.Value),
            (GraphQLIntValue number, true) => _read((string)number.Value),
            (GraphQLFloatValue number, true) => _read((string)number.Value),
            _ => null,
        }
        ?? ThrowLiteralConversionError(value);

    /// <summary>Reads what the library made of a variable, for introspection.</summary>
    public override object? ParseValue(object? value) => value is null ? null
        : (value, _isNumber) switch
        {
            (string text, false) => _read(text),
            (IFormattable number, true) => _read(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => null,
        }
        ?? ThrowValueConversionError(value);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // `t` and `z` may be lower case (RFC 3339, section 5.6).
    private static DateTimeOffset? Moment(string text) =>
        HasOffset(text) && DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : null;

    // Without an offset the moment would depend on where the server stands.
    private static bool HasOffset(string text) => text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-');
}
