using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>GraphQL's own <c>ID</c>: a text, for which a whole number may stand.</summary>
internal sealed class IdScalar : IdGraphType
{
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => (string)text.Value,
        GraphQLIntValue number => (string)number.Value,
        _ => ThrowLiteralConversionError(value),
    };

    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLNullValue or GraphQLStringValue or GraphQLIntValue;

    /// <summary>The text of a JSON value; null where it is no id.</summary>
    internal static string? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString() is { } text && SoundText.Is(text) ? text : null,
        JsonValueKind.Number => json.GetRawText() is var digits && !digits.AsSpan().ContainsAny('.', 'e', 'E') ? digits : null,
        _ => null,
    };
}
