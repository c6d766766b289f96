using System.Text.Json;
using IndhCoops.GraphQL.Engine.Schema.Scalars;

namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>Reads the values of scalars and enumerations from variables, as the specification's input coercion asks.</summary>
internal static class InputScalars
{
    /// <summary>The value, or null where the JSON is not a value of this scalar.</summary>
    public static object? Read(ScalarGraphType scalar, JsonElement json) => scalar switch
    {
        ContractScalar own => own.Read(json),
        EnumerationGraphType options => json.ValueKind == JsonValueKind.String ? options.Values.FindByName(json.GetString()!)?.Value : null,
        IntGraphType => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) ? number : null,
        BooleanGraphType => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
        IdScalar => IdScalar.Read(json),
        StringGraphType => json.ValueKind == JsonValueKind.String && json.GetString() is { } text && SoundText.Is(text) ? text : null,
        _ => throw new NotSupportedException($"The graph has no input of type '{scalar.Name}'."),
    };

    /// <summary>A sentence about a text that is not a value of this scalar, with what to write instead where that is known.</summary>
    public static string Advise(string sentence, ScalarGraphType scalar, string? text) =>
        text is not null && (scalar as ContractScalar)?.Advice(text) is { } advice ? $"{sentence.TrimEnd('.')}; {advice}." : sentence;

    /// <summary>Whether the value decides the shape of a plan rather than fill a parameter.</summary>
    public static bool DecidesShape(ScalarGraphType scalar) =>
        scalar is BooleanGraphType || scalar.Name is SortInputs.Direction or GroupTypes.Period;
}
