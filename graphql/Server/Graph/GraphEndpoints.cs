using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Places the graph, its schema and its explorer in the application.</summary>
internal static class GraphEndpoints
{
    /// <summary>Answers GraphQL at a path, offers the schema below it, and shows the explorer to browsers without a query.</summary>
    public static void MapGraphQL(this WebApplication app, string path)
    {
        app.UseConfiguredOrigins();
        app.UseRequestLimits();
        var graph = app.Services.GetRequiredService<GraphEndpoint>();

        // Its text is long and seldom asked for: a start does not wait for it.
        var schema = new Lazy<SchemaEndpoint>(app.Services.GetRequiredService<SchemaEndpoint>);
        var explorer = app.Services.GetRequiredService<IGraphPage>();

        // Methods are told apart by the endpoints themselves: what is not for them is not found.
        var group = app.MapGroup(path);
        group.Map(
            "/",
            context => AsksForPage(context.Request) ? ReadAsync(context, explorer.GetPageAsync)
                : AsksForSchema(context.Request) ? ReadAsync(context, SendSchemaAsync)
                : HttpMethods.IsPost(context.Request.Method) ? graph.PostAsync(context)
                : HttpMethods.IsGet(context.Request.Method) ? graph.GetAsync(context)
                : TypedResults.NotFound().ExecuteAsync(context))
            .WithDisplayName("GraphQL")
            .WithMetadata(
                new OpenPage(AsksForPage), new AnswersGraphQL(TakesPlace: true, ReadsForms: true), new NeedsData(IsPageOf, AsksForSchema));
        foreach (var name in (string[])["/schema", "/schema.graphql"])
        {
            group.Map(name, context => ReadAsync(context, SendSchemaAsync))
                .WithDisplayName("GraphQL schema").WithMetadata(new AnswersGraphQL());
        }

        group.Map("/{**file}", context => ReadAsync(context, explorer.GetFileAsync)).WithDisplayName("GraphQL explorer").AllowAnonymous();
        group.AllowConfiguredOrigins(app.Services);

        bool AsksForPage(HttpRequest request) => explorer.IsPresent && IsPageOf(request);
        Task SendSchemaAsync(HttpContext context) => schema.Value.GetAsync(context);
    }

    // A browser that navigates and asks for nothing in particular.
    private static bool IsPageOf(HttpRequest request) =>
        !Asks(request) && !request.Query.ContainsKey("sdl") && AcceptHeader.WantsPage(request.Headers.Accept);

    // It is known without data.
    private static bool AsksForSchema(HttpRequest request) => !Asks(request) && request.Query.ContainsKey("sdl");

    private static bool Asks(HttpRequest request) => HttpMethods.IsPost(request.Method)
        || (HttpMethods.IsGet(request.Method) && RequestQueryString.IsPresent(request.Query));

    private static Task ReadAsync(HttpContext context, RequestDelegate read) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? read(context)
            : TypedResults.NotFound().ExecuteAsync(context);
}
