using System.Collections.Concurrent;
using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Answers saved queries at addresses of their own, and lists them.</summary>
internal sealed class SavedQueryEndpoint(SavedQueries queries)
{
    private readonly byte[] _list = SavedQueryList.Of(queries);
    private readonly ConcurrentDictionary<ResponseEncoding, ReadOnlyMemory<byte>> _packed = new();

    public Task ListAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.Append("Vary", "Accept-Encoding");
        var encoding = ResponseEncodings.Choose(context.Request.Headers.AcceptEncoding, _list.Length);
        if (encoding != ResponseEncoding.Identity)
        {
            headers.ContentEncoding = encoding.Name();
        }

        var body = encoding == ResponseEncoding.Identity ? _list : _packed.GetOrAdd(encoding, coding => coding.Pack(_list));
        return TypedResults.Bytes(body, "application/json; charset=utf-8", entityTag: new(EntityTag.Of(_list, $"-{(int)encoding}")))
            .ExecuteAsync(context);
    }

    /// <summary>Answers the saved query that the path names.</summary>
    public async Task AnswerAsync(HttpContext context, string list, SavedQueryForm form)
    {
        if (Find(context, list, out var refusal) is { } operation)
        {
            await form.AnswerAsync(context, operation);
        }
        else if (form.Extension is null)
        {
            var format = AcceptHeader.Choose(context.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;
            await ResponseWriter.WriteAsync(context.Response, refusal!, format);
        }
        else
        {
            await ResponseWriter.WriteAsync(context.Response, refusal!);
        }
    }

    private SavedOperation? Find(HttpContext context, string list, out RequestRefusal? refusal)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        refusal = null;
        if (queries.TryFind(name, out var query))
        {
            return new SavedOperation(query, (string?)context.Request.RouteValues["operationName"]);
        }

        refusal = RequestRefusal.UnknownSavedQuery(name, $"{context.Request.PathBase}{list}");
        return null;
    }
}
