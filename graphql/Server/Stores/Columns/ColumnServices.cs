using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Columns;

internal static class ColumnServices
{
    /// <summary>Registers the copy and what makes it; options come from the section Columns.</summary>
    /// <param name="source">What reads the database to copy it.</param>
    public static IServiceCollection AddColumns(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, GraphDatabase> source)
    {
        services.AddOptions<ColumnOptions>().Bind(configuration.GetSection(ColumnOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<ColumnMetrics>()
            .AddSingleton(provider => new CopiedTables(provider.GetRequiredService<GraphModel>()))
            .AddSingleton<ColumnCopy>()
            .AddSingleton(provider => new ColumnsLoader(provider.GetRequiredService<CopiedTables>(), source(provider)))
            .AddSingleton<ColumnsRefresh>();
    }

    /// <summary>The copy; null where the settings say that there is none.</summary>
    public static ColumnStore? GetColumns(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ColumnOptions>>().Value.Enabled == ColumnUse.False
            ? null
            : provider.GetRequiredService<ColumnCopy>();
}
