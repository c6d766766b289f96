using IndhCoops.Domain.Startup;
using Microsoft.Extensions.Configuration;

namespace IndhCoops.Hosting.Storage;

/// <summary>The storage account, and how to be let in.</summary>
/// <param name="ConnectionString">A connection string, which holds a secret and is never logged; or null.</param>
/// <param name="ServiceUri">The blob service's address, entered by managed identity; or null.</param>
public sealed record StorageOptions(string? ConnectionString, Uri? ServiceUri)
{
    private const string Section = "Storage";

    /// <summary>Reads the settings; null where they name no storage.</summary>
    /// <exception cref="StartException">They name two, or one that cannot be.</exception>
    public static StorageOptions? Find(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        return (settings[nameof(ConnectionString)], settings[nameof(ServiceUri)]) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => throw new StartException(
                "INDHCOOPS_Storage__ConnectionString and INDHCOOPS_Storage__ServiceUri are both set: keep one."),
            ({ Length: > 0 } connectionString, _) => new StorageOptions(connectionString, null),
            (_, { Length: > 0 } uri) => new StorageOptions(null, ReadUri(uri)),
            _ => null,
        };
    }

    /// <summary>The account's address at most: a connection string holds a secret.</summary>
    public override string ToString() => ServiceUri?.ToString() ?? "a connection string";

    private static Uri ReadUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
        ? uri
        : throw new StartException($"INDHCOOPS_Storage__ServiceUri is '{text}'; it must be like https://ACCOUNT.blob.core.windows.net.");
}
