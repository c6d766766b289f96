namespace IndhCoops.Functions.Datasets;

/// <summary>Registers what writes the dataset.</summary>
internal static class DatasetServices
{
    /// <summary>Registers the tables and what lands them.</summary>
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        foreach (var table in DatasetTables.All)
        {
            services.AddSingleton(table);
        }

        return services.AddSingleton<DatasetPublisher>();
    }
}
