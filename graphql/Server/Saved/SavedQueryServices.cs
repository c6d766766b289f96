using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Registers saved queries and places them in the application.</summary>
internal static class SavedQueryServices
{
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
    public static void MapSavedQueries(this WebApplication app, string path)
    {
        var endpoint = app.Services.GetRequiredService<SavedQueryEndpoint>();
        var list = $"{path}/persisted";
        var group = app.MapGroup(list);
        group.MapMethods("/", [HttpMethods.Get], endpoint.ListAsync).WithDisplayName("Saved queries").WithMetadata(new AnswersGraphQL());
        foreach (var form in app.Services.GetServices<IReadOnlyList<SavedQueryForm>>().SelectMany(forms => forms))
        {
            var address = form.Extension is null ? "/{name}" : $"/{{name}}.{form.Extension}";
            Map(address, form.Extension is null ? "Saved query" : $"Saved query as {form.Extension}", form);
            if (form.Extension is null)
            {
                Map($"{address}/{{operationName}}", "Operation of a saved query", form);
            }
        }

        group.AllowConfiguredOrigins(app.Services);

        void Map(string address, string name, SavedQueryForm form) =>
            group.MapMethods(address, form.Methods, context => endpoint.AnswerAsync(context, list, form))
            .WithDisplayName(name).WithMetadata(new AnswersGraphQL(TakesPlace: true), new NeedsData())
            .WithOrder(-(form.Extension?.Count(letter => letter == '.') ?? 0)); // .360giving.json goes before .json.
    }
}
