using Azure.Core;
using Azure.Identity;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>
/// Enters an Azure Database for PostgreSQL without a password: where the connection string names such a server and holds none,
/// the program's identity gets a token for it. Every other connection string works as Npgsql has it.
/// </summary>
public static class EntraTokens
{
    private const string AzureServers = ".postgres.database.azure.com";

    private static readonly TokenRequestContext Scope = new(["https://ossrdbms-aad.database.windows.net/.default"]);

    // One for the program: it keeps a token until shortly before it expires, so most connections are opened without asking for one.
    private static readonly Lazy<TokenCredential> Identity = new(() => new DefaultAzureCredential());

    /// <summary>Whether a token is needed to open connections.</summary>
    public static bool AreNeeded(NpgsqlConnectionStringBuilder settings) =>
        string.IsNullOrEmpty(settings.Password) && settings.Host?.EndsWith(AzureServers, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Asks the program's identity for a token for each new connection, where one is needed.</summary>
    public static NpgsqlDataSourceBuilder UseEntraTokens(this NpgsqlDataSourceBuilder builder) =>
        AreNeeded(builder.ConnectionStringBuilder) ? builder.UseTokensOf(Identity.Value) : builder;

    /// <summary>Asks an identity for a token for each new connection.</summary>
    internal static NpgsqlDataSourceBuilder UseTokensOf(this NpgsqlDataSourceBuilder builder, TokenCredential identity)
    {
        builder.UsePasswordProvider(
            _ => identity.GetToken(Scope, CancellationToken.None).Token,
            async (_, cancellationToken) => (await identity.GetTokenAsync(Scope, cancellationToken)).Token);
        return builder;
    }
}
