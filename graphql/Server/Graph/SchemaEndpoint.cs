using System.Collections.Frozen;
using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Offers the schema for download, whole or some types of it.</summary>
internal sealed partial class SchemaEndpoint(SchemaText schema, IOptions<IntrospectionOptions> introspection)
{
    private readonly Lazy<FrozenDictionary<string, string>> _types = new(() => Split(schema));

    /// <summary>Answers a GET for the schema; <c>types=Province,Region</c> asks for these only. None where introspection is off.</summary>
    public Task GetAsync(HttpContext context) =>
        introspection.Value.Enabled != true ? TypedResults.NotFound().ExecuteAsync(context)
        : !context.Request.Query.TryGetValue("types", out var names) ? WriteAsync(context, schema)
        : Select(names.ToString(), out var text) is { } refusal ? ResponseWriter.WriteAsync(context.Response, refusal).AsTask()
        : WriteAsync(context, new SchemaText(text));

    private static async Task WriteAsync(HttpContext context, SchemaText schema)
    {
        var response = context.Response;
        response.Headers.ETag = schema.EntityTag;
        response.Headers.CacheControl = "public, must-revalidate, max-age=3600";
        if (EntityTag.IsAmong(context.Request.Headers.IfNoneMatch, schema.EntityTag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/graphql; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";
        response.ContentLength = schema.Utf8.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(schema.Utf8, context.RequestAborted);
        }
    }

    // The text of the types that a client names, in that order.
    private RequestRefusal? Select(string names, out string text)
    {
        var asked = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        text = string.Join("\n\n", asked.Select(name => _types.Value.GetValueOrDefault(name))) + "\n";
        return asked.Count == 0 ? RequestRefusal.NoTypeNames
            : asked.Find(name => !_types.Value.ContainsKey(name)) is not { } wrong ? null
            : Name.IsMatch(wrong) ? RequestRefusal.UnknownType(wrong)
            : RequestRefusal.InvalidTypeName(wrong);
    }

    private static FrozenDictionary<string, string> Split(SchemaText schema)
    {
        var text = Encoding.UTF8.GetString(schema.Utf8.Span);
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var start = 0;
        foreach (var definition in Parser.Parse(text).Definitions)
        {
            // From where the one before ended, which takes in the description.
            if (definition is GraphQLTypeDefinition type)
            {
                types.Add(type.Name.StringValue, text[start..type.Location.End].Trim());
            }

            start = definition.Location.End;
        }

        return types.ToFrozenDictionary();
    }

    [GeneratedRegex("^[_A-Za-z][_0-9A-Za-z]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }
}

/// <summary>The graph's schema, or some types of it, in the schema definition language, as it is offered for download.</summary>
internal sealed class SchemaText(string text)
{
    /// <summary>The text, UTF-8 without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    /// <summary>A quoted strong entity tag that changes with the text.</summary>
    public string EntityTag => field ??= Hosting.Http.EntityTag.Of(Utf8.Span);
}
