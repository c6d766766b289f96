using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Saved;

/// <summary>The saved queries as JSON, for people and programs to choose from.</summary>
internal static class SavedQueryList
{
    // People read it, so accents are not escaped.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static byte[] Of(SavedQueries queries) => JsonSerializer.SerializeToUtf8Bytes(
        queries.All.Select(query => new Entry(
            query.Name,
            query.Title,
            query.Description,
            query.Document,
            [.. query.Variables.Select(variable => new Variable(variable.Name, variable.Type, JsonOf(variable.Default)))])),
        Options);

    private static JsonNode? JsonOf(GraphQLValue? literal) => literal switch
    {
        null or GraphQLNullValue => null,
        GraphQLBooleanValue boolean => boolean.BoolValue,
        GraphQLStringValue text => text.Value.ToString(),
        GraphQLEnumValue name => name.Name.StringValue,
        GraphQLIntValue number => JsonNode.Parse(number.Value.ToString()),
        GraphQLFloatValue number => JsonNode.Parse(number.Value.ToString()),
        GraphQLListValue list => new JsonArray([.. (list.Values ?? []).Select(JsonOf)]),
        GraphQLObjectValue value => new JsonObject(
            (value.Fields ?? []).Select(field => KeyValuePair.Create(field.Name.StringValue, JsonOf(field.Value)))),
        _ => throw new InvalidOperationException($"A default cannot be a {literal.Kind}."),
    };

    private sealed record Entry(string Name, string Title, string Description, string Document, IReadOnlyList<Variable> Variables);

    private sealed record Variable(string Name, string Type, JsonNode? Default);
}
