using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>A scalar of HotChocolate's contract that the engine does not bring: named, described, specified by a page.</summary>
internal abstract class ContractScalar : ScalarGraphType
{
    protected ContractScalar(string name, string page, string description)
    {
        Name = name;
        Description = description;
        SpecifiedBy = new Uri($"https://scalars.graphql.org/chillicream/{page}");
    }

    public Uri SpecifiedBy { get; }

    /// <summary>Reads the text of a literal or of a JSON value; null where it is not a value of this scalar.</summary>
    protected abstract object? Read(string text);

    /// <summary>Advice for a text that is not a value of this scalar, such as `give the day: 2024-01-01`; null for none.</summary>
    internal virtual string? Advice(string text) => null;

    /// <summary>Whether values are numbers in a document rather than strings.</summary>
    protected virtual bool IsNumber => false;

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text when !IsNumber => Read((string)text.Value) ?? ThrowLiteralConversionError(value),
        GraphQLIntValue number when IsNumber => Read((string)number.Value) ?? ThrowLiteralConversionError(value),
        GraphQLFloatValue number when IsNumber => Read((string)number.Value) ?? ThrowLiteralConversionError(value),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.String } text when !IsNumber => Read(text.GetString()!)
            ?? ThrowValueConversionError(text.GetString()),
        JsonElement { ValueKind: JsonValueKind.Number } number when IsNumber => Read(number.GetRawText())
            ?? ThrowValueConversionError(number.GetRawText()),
        JsonElement other => ThrowValueConversionError(other.GetRawText()),
        string text when !IsNumber => Read(text) ?? ThrowValueConversionError(value),
        IFormattable number when IsNumber => Read(number.ToString(null, CultureInfo.InvariantCulture)) ?? ThrowValueConversionError(value),
        _ => ThrowValueConversionError(value),
    };
}
