using IndhCoops.GraphQL.Explorer;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Http;

/// <summary>Places the graph, its schema and its explorer in the application.</summary>
public static class GraphEndpoints
{
    /// <summary>
    /// Answers GraphQL at <paramref name="path"/>, offers the schema below it, and shows the explorer to browsers that
    /// come without a query. Returns the application, for the next call.
    /// </summary>
    public static WebApplication MapGraphQL(this WebApplication app, string path = "/graphql")
    {
        path = path.TrimEnd('/');
        var graph = app.Services.GetRequiredService<GraphEndpoint>();
        var schema = app.Services.GetRequiredService<SchemaEndpoint>();
        var explorer = app.Services.GetRequiredService<ExplorerEndpoint>();

        var group = app.MapGroup(path);
        group.Map("/", context => DispatchAsync(context, graph, schema, explorer)).WithDisplayName("GraphQL");
        group.MapMethods("/schema", ReadMethods, schema.GetAsync).WithDisplayName("GraphQL schema");
        group.MapMethods("/schema.graphql", ReadMethods, schema.GetAsync).WithDisplayName("GraphQL schema");
        group.MapMethods("/{**file}", ReadMethods, explorer.GetFileAsync).WithDisplayName("GraphQL explorer");

        if (app.Services.GetRequiredService<IOptions<GraphHttpOptions>>().Value.AllowedOrigins.Count > 0)
        {
            app.UseCors();
            group.RequireCors(GraphHttpServices.CorsPolicyName);
        }

        return app;
    }

    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    private static Task DispatchAsync(HttpContext context, GraphEndpoint graph, SchemaEndpoint schema, ExplorerEndpoint explorer)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return graph.PostAsync(context);
        }

        var isGet = HttpMethods.IsGet(context.Request.Method);
        var parameters = context.Request.Query;
        if (isGet && RequestQueryString.IsPresent(parameters))
        {
            return graph.GetAsync(context);
        }

        if ((isGet || HttpMethods.IsHead(context.Request.Method)) && parameters.ContainsKey("sdl"))
        {
            return schema.GetAsync(context);
        }

        if ((isGet || HttpMethods.IsHead(context.Request.Method)) && explorer.IsPresent && AcceptHeader.WantsPage(context.Request.Headers.Accept))
        {
            return explorer.GetPageAsync(context);
        }

        if (isGet)
        {
            return graph.GetAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
