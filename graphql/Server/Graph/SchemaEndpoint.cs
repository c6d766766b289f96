using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Offers the schema for download, whole or some types of it.</summary>
internal sealed class SchemaEndpoint(SchemaText schema, SchemaTypes types, IOptions<IntrospectionOptions> introspection)
{
    /// <summary>
    /// Answers a GET for the schema; <c>types=Province,Region</c> asks for these only. Where introspection is off, there is none.
    /// </summary>
    public async Task GetAsync(HttpContext context)
    {
        if (introspection.Value.Enabled != true)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var wanted = schema;
        if (context.Request.Query.TryGetValue("types", out var names))
        {
            if (!types.TrySelect(names.ToString(), out var text, out var refusal))
            {
                await ResponseWriter.WriteAsync(context.Response, refusal);
                return;
            }

            wanted = new SchemaText(Encoding.UTF8.GetBytes(text));
        }

        await WriteAsync(context, wanted);
    }

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
}
