using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Limits;
using IndhCoops.GraphQL.Startup;
using IndhCoops.GraphQL.Tables;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Registers saved queries and places them in the application.</summary>
public static class SavedQueryServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>
    /// Registers the queries that come with the server and those of <see cref="PersistedOptions.Directory"/>. The server
    /// does not start with one that cannot be read or does not fit the schema.
    /// </summary>
    public static IServiceCollection AddSavedQueries(this IServiceCollection services) => services
        .AddSingleton(provider => SavedQueries.Read(provider.GetRequiredService<IOptions<PersistedOptions>>().Value.Directory))
        .AddSingleton<SavedQueryEndpoint>()
        .AddHostedService<SavedQueryCheck>();

    /// <summary>
    /// Lists saved queries at <c>persisted</c> below the graph's path, answers them by name at
    /// <c>persisted/{name}[/{operationName}]</c>, and with tables at <c>persisted/{name}.csv</c> and other formats.
    /// </summary>
    public static WebApplication MapSavedQueries(this WebApplication app, string path = "/graphql")
    {
        var endpoint = app.Services.GetRequiredService<SavedQueryEndpoint>();
        var list = $"{path.TrimEnd('/')}/persisted";
        var group = app.MapGroup(list);
        group.MapMethods("/", [HttpMethods.Get], endpoint.ListAsync).WithDisplayName("Saved queries").WithMetadata(AnswersGraphQL.Mark);
        group.MapMethods("/{name}", Methods, context => endpoint.AnswerAsync(context, list)).WithDisplayName("Saved query").WithMetadata(AnswersGraphQL.Mark, new NeedsData(), new OwnPlaces());
        group.MapMethods("/{name}/{operationName}", Methods, context => endpoint.AnswerAsync(context, list)).WithDisplayName("Operation of a saved query").WithMetadata(AnswersGraphQL.Mark, new NeedsData(), new OwnPlaces());
        foreach (var format in app.Services.GetRequiredService<TableFormats>().All)
        {
            group.MapMethods($"/{{name}}.{format.Extension}", TableEndpoint.Methods, context => endpoint.AnswerAsync(context, list, format))
                .WithDisplayName($"Saved query as {format.Extension}").WithMetadata(AnswersGraphQL.Mark, new NeedsData(), new OwnPlaces())
                .WithOrder(-format.Extension.Count(letter => letter == '.')); // .360giving.json goes before .json.
        }

        group.AllowConfiguredOrigins(app.Services);
        return app;
    }
}
