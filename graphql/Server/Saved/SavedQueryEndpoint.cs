using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Tables;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Answers saved queries at addresses of their own, and lists them.</summary>
internal sealed class SavedQueryEndpoint(SavedQueries queries, GraphEndpoint graph, TableEndpoint tables)
{
    private readonly byte[] _list = SavedQueryList.Of(queries);

    /// <summary>Lists the saved queries.</summary>
    public Task ListAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(_list, "application/json; charset=utf-8").ExecuteAsync(context);
    }

    /// <summary>Answers the saved query that the path names.</summary>
    /// <param name="context">The request.</param>
    /// <param name="list">Where the list is.</param>
    public async Task AnswerAsync(HttpContext context, string list)
    {
        if (Find(context, list, out var refusal) is not { } operation)
        {
            var format = AcceptHeader.Choose(context.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;
            await ResponseWriter.WriteAsync(context.Response, refusal!, format);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            await graph.PostAsync(context, operation);
        }
        else
        {
            await graph.GetAsync(context, operation);
        }
    }

    /// <summary>Answers the saved query that the path names with a table.</summary>
    /// <param name="context">The request.</param>
    /// <param name="list">Where the list is.</param>
    /// <param name="format">The format of the table.</param>
    public async Task AnswerAsync(HttpContext context, string list, TableFormat format)
    {
        if (Find(context, list, out var refusal) is { } operation)
        {
            await tables.AnswerAsync(context, format, operation);
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
