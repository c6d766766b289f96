using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Places the graph, its schema and its explorer in the application.</summary>
internal static class GraphEndpoints
{
    /// <summary>
    /// Answers GraphQL at <paramref name="path"/>, offers the schema below it, and shows the explorer to browsers that
    /// come without a query. Returns the application, for the next call.
    /// </summary>
    public static WebApplication MapGraphQL(this WebApplication app, string path = "/graphql")
    {
        path = path.TrimEnd('/');
        app.UseConfiguredOrigins();
        app.UseRequestLimits();
        var graph = app.Services.GetRequiredService<GraphEndpoint>();

        // Its text is long and seldom asked for: a start does not wait for it.
        var schema = new Lazy<SchemaEndpoint>(app.Services.GetRequiredService<SchemaEndpoint>);
        var explorer = app.Services.GetRequiredService<IGraphPage>();

        // Methods are told apart by the endpoints themselves: what is not for them is not found.
        var group = app.MapGroup(path);
        bool AsksForPage(HttpRequest request) => explorer.IsPresent && IsPageOf(request);
        group.Map(
            "/",
            context => AsksForPage(context.Request) ? ReadAsync(context, explorer.GetPageAsync) : DispatchAsync(context, graph, schema))
            .WithDisplayName("GraphQL").WithMetadata(
                new OpenPage(AsksForPage), AnswersGraphQL.Mark, new NeedsData(IsPageOf, AsksForSchema), new OwnPlaces(), new ReadsForms());
        group.Map("/schema", context => ReadAsync(context, _ => schema.Value.GetAsync(context)))
            .WithDisplayName("GraphQL schema")
            .WithMetadata(AnswersGraphQL.Mark);
        group.Map("/schema.graphql", context => ReadAsync(context, _ => schema.Value.GetAsync(context)))
            .WithDisplayName("GraphQL schema")
            .WithMetadata(AnswersGraphQL.Mark);
        group.Map("/{**file}", context => ReadAsync(context, explorer.GetFileAsync)).WithDisplayName("GraphQL explorer").AllowAnonymous();

        group.AllowConfiguredOrigins(app.Services);
        return app;
    }

    // A browser that navigates and asks for nothing in particular.
    private static bool IsPageOf(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method)
        && !(HttpMethods.IsGet(request.Method) && RequestQueryString.IsPresent(request.Query))
        && !request.Query.ContainsKey("sdl")
        && AcceptHeader.WantsPage(request.Headers.Accept);

    // It is known without data.
    private static bool AsksForSchema(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method)
        && request.Query.ContainsKey("sdl")
        && !(HttpMethods.IsGet(request.Method) && RequestQueryString.IsPresent(request.Query));

    private static Task DispatchAsync(HttpContext context, GraphEndpoint graph, Lazy<SchemaEndpoint> schema)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return graph.PostAsync(context);
        }

        if (AsksForSchema(context.Request))
        {
            return ReadAsync(context, _ => schema.Value.GetAsync(context));
        }

        return HttpMethods.IsGet(context.Request.Method) ? graph.GetAsync(context) : NotFoundAsync(context);
    }

    private static Task ReadAsync(HttpContext context, RequestDelegate read) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? read(context) : NotFoundAsync(context);

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
