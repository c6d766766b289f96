using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Columns;

namespace IndhCoops.GraphQL.Tables;

/// <summary>Registers tables and places them in the application.</summary>
internal static class TableEndpoints
{
    /// <summary>Registers tables over the registered graph; options come from the section Tables.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services)
    {
        services.AddChecked<TableOptions>(TableOptions.Section).Validate(
            options => options.SpoolFolder is null || Directory.Exists(options.SpoolFolder),
            $"{TableOptions.Section}__{nameof(TableOptions.SpoolFolder)} must be a folder that there is.");
        foreach (var format in TableFormat.General)
        {
            services.AddSingleton(format);
        }

        return services
            .AddSingleton(provider => new TableReader(
                provider.GetRequiredKeyedService<GraphDatabase>(ServerStore.ForTables),
                provider.GetColumns(),
                provider.GetRequiredService<ILogger<TableReader>>()))
            .AddSingleton<TableEndpoint>()
            .AddSingleton<IReadOnlyList<SavedQueryForm>>(provider =>
            {
                var endpoint = provider.GetRequiredService<TableEndpoint>();
                return
                [
                    .. provider.GetServices<TableFormat>().Select(format => new SavedQueryForm(
                        format.Extension, TableEndpoint.Methods, (context, operation) => endpoint.AnswerAsync(context, format, operation))),
                ];
            })
            .AddSingleton<TableHandler>(provider => (context, request) =>
                provider.GetRequiredService<TableEndpoint>().AnswerAsync(context, request, CsvTable.Format));
    }

    /// <summary>
    /// Answers requests by GET, HEAD and POST below the graph's path: <c>/graphql/table.csv</c>, <c>.json</c>, <c>.parquet</c>,
    /// <c>.xlsx</c>, and what is registered besides.
    /// </summary>
    public static WebApplication MapTables(this WebApplication app, string path = "/graphql")
    {
        var endpoint = app.Services.GetRequiredService<TableEndpoint>();
        var group = app.MapGroup(path);
        foreach (var format in app.Services.GetServices<TableFormat>())
        {
            group.MapMethods($"/table.{format.Extension}", TableEndpoint.Methods, context => endpoint.AnswerAsync(context, format))
                .WithDisplayName($"Table as {format.Extension}").WithMetadata(new AnswersGraphQL(TakesPlace: true), new NeedsData());
        }

        group.AllowConfiguredOrigins(app.Services);
        return app;
    }
}
