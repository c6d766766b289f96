using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Graph;

/// <summary>GraphQL's own answer to a saved query.</summary>
internal sealed class GraphForm(GraphEndpoint graph) : ISavedQueryForms
{
    public IEnumerable<SavedQueryForm> All { get; } =
    [
        new(null, [HttpMethods.Get, HttpMethods.Post], (context, operation) =>
            HttpMethods.IsPost(context.Request.Method) ? graph.PostAsync(context, operation) : graph.GetAsync(context, operation)),
    ];
}
