namespace IndhCoops.Functions.Hosting;

/// <summary>Registers blob storage.</summary>
internal static class StorageServices
{
    /// <summary>The command line's storage, or else that of the settings.</summary>
    /// <exception cref="StartException">There is no storage, or two.</exception>
    public static StorageOptions ReadStorage(this IConfiguration configuration, string? commandLine = null) => commandLine is not null
        ? new StorageOptions(commandLine, null)
        : StorageOptions.Find(configuration) ?? throw new StartException(
            "No storage is given for the reports. Give --storage CONNECTION, or set INDHCOOPS_Storage__ConnectionString, "
            + "or INDHCOOPS_Storage__ServiceUri=https://ACCOUNT.blob.core.windows.net for a managed identity.");

    /// <summary>Registers one client of the account; its options are read when the client is first asked for.</summary>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, Func<IServiceProvider, StorageOptions> options) =>
        services.AddSingleton(provider => ReportStorage.Connect(options(provider), ReportStorage.Patient));
}
