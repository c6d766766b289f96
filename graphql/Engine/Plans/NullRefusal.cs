namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Refuses null where HotChocolate's filters and sort keys take none.</summary>
internal static class NullRefusal
{
    /// <summary>The input, which must not be null.</summary>
    /// <param name="field">The field that it is given for.</param>
    /// <param name="type">The input that has the field.</param>
    /// <param name="kind">What an error calls that input: the type of a filter or of a sort key.</param>
    public static Input Require(Input value, string field, string type, string fieldType, string kind = "filterType") =>
        value is NullInput ? throw Of(field, type, fieldType, kind) : value;

    public static GraphFieldException Of(string field, string type, string fieldType, string kind = "filterType") => new(
        $"The provided value for filter `{field}` of type {type} is invalid. Null values are not supported.",
        "HC0026",
        ("expectedType", $"{fieldType}!"),
        (kind, type));
}
