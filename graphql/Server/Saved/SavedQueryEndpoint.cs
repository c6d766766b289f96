using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Answers saved queries at addresses of their own, and lists them.</summary>
internal sealed class SavedQueryEndpoint(SavedQueries queries)
{
    // People read it, so accents are not escaped.
    private static readonly JsonSerializerOptions ListOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private readonly PackedBody _list = new(ListOf(queries));

    public Task ListAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.Append("Vary", "Accept-Encoding");
        var encoding = ResponseEncodings.Choose(context.Request.Headers.AcceptEncoding, _list.Length);
        headers.ContentEncoding = encoding.Name();
        var body = _list.Bytes(encoding);
        return TypedResults.Bytes(body, "application/json; charset=utf-8", entityTag: new(_list.Tag($"-{(int)encoding}")))
            .ExecuteAsync(context);
    }

    /// <summary>Answers the saved query that the path names.</summary>
    public Task AnswerAsync(HttpContext context, string list, SavedQueryForm form)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (queries.TryFind(name, out var query))
        {
            return form.AnswerAsync(context, new SavedOperation(query, (string?)context.Request.RouteValues["operationName"]));
        }

        // A table has no errors of its own shape.
        var refusal = RequestRefusal.UnknownSavedQuery(name, $"{context.Request.PathBase}{list}");
        return form.Extension is null
            ? FailureAnswer.WriteAsync(context, refusal)
            : ResponseWriter.WriteAsync(context.Response, refusal).AsTask();
    }

    private static byte[] ListOf(SavedQueries queries) => JsonSerializer.SerializeToUtf8Bytes(
        queries.All.Select(query => new
        {
            query.Name,
            query.Title,
            query.Description,
            query.Document,
            Variables = query.Variables.Select(variable => new { variable.Name, variable.Type, Default = JsonOf(variable.Default) }),
        }),
        ListOptions);

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
}
