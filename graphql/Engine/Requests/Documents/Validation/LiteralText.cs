using GraphQLParser.Visitors;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Parts of a document as text on one line.</summary>
internal static class LiteralText
{
    private const int Longest = 200;

    /// <summary>A value, its beginning where it is long.</summary>
    public static string Of(GraphQLValue value)
    {
        // A list of thousands is not printed to be thrown away.
        if (value.Location.End - value.Location.Start > 50 * Longest)
        {
            return "…";
        }

        var text = new SDLPrinter().Print(value);
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
    }

    public static string Of(GraphQLType type) => type switch
    {
        GraphQLNonNullType required => $"{Of(required.Type)}!",
        GraphQLListType list => $"[{Of(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };
}
