using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Hosting.Storage;

/// <summary>Registers blob storage.</summary>
internal static class StorageServices
{
    /// <summary>Registers one client of the account; its options are read when the client is first asked for.</summary>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, Func<IServiceProvider, StorageOptions> read) => services.AddSingleton(provider =>
    {
        var options = read(provider);
        return ReportStorage.Connect(options.ConnectionString, options.ServiceUri);
    });
}
