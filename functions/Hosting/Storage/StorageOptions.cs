namespace IndhCoops.Functions.Hosting.Storage;

/// <summary>The storage account, and how to be let in.</summary>
/// <param name="ConnectionString">A connection string, which holds a secret and is never logged; or null.</param>
/// <param name="ServiceUri">The blob service's address, entered by managed identity; or null.</param>
internal sealed record StorageOptions(string? ConnectionString, Uri? ServiceUri)
{
    public const string Section = "Storage";

    /// <summary>Reads the command line's connection string, or else the settings.</summary>
    /// <exception cref="StartException">There is no storage, or two.</exception>
    public static StorageOptions Read(string? commandLine, IConfigurationSection settings)
    {
        if (commandLine is not null)
        {
            return new StorageOptions(commandLine, null);
        }

        return (settings[nameof(ConnectionString)], settings[nameof(ServiceUri)]) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => throw new StartException(
                "INDHCOOPS_Storage__ConnectionString and INDHCOOPS_Storage__ServiceUri are both set: keep one."),
            ({ Length: > 0 } connectionString, _) => new StorageOptions(connectionString, null),
            (_, { Length: > 0 } uri) => new StorageOptions(null, ReadUri(uri)),
            _ => throw new StartException(
                "No storage is given for the reports. Give --storage CONNECTION, or set INDHCOOPS_Storage__ConnectionString, "
                + "or INDHCOOPS_Storage__ServiceUri=https://ACCOUNT.blob.core.windows.net for a managed identity."),
        };
    }

    /// <summary>The account's address at most: a connection string holds a secret.</summary>
    public override string ToString() => ServiceUri?.ToString() ?? "a connection string";

    private static Uri ReadUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new StartException($"INDHCOOPS_Storage__ServiceUri is '{text}'; it must be like https://ACCOUNT.blob.core.windows.net.");
}
