using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Columns;

internal static class ColumnServices
{
    /// <summary>Registers the copy and what makes it; options come from the section Columns.</summary>
    public static IServiceCollection AddColumns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<ColumnOptions>().Bind(configuration.GetSection(ColumnOptions.Section))
            .ValidateDataAnnotations();
        return services
            .AddSingleton<ColumnMetrics>()
            .AddSingleton(provider => new CopiedTables(provider.GetRequiredService<GraphModel>()))
            .AddSingleton<ColumnCopy>()
            .AddSingleton<ColumnsLoader>()
            .AddSingleton<ColumnsRefresh>();
    }

    /// <summary>The copy; null where the settings say that there is none.</summary>
    public static ColumnStore? GetColumns(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ColumnOptions>>().Value.Enabled == ColumnUse.False
            ? null
            : provider.GetRequiredService<ColumnCopy>();
}
