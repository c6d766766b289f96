using Azure.Core;
using Azure.Identity;
using IndhCoops.Domain.Persistence;
using IndhCoops.Hosting.Storage;

namespace IndhCoops.Hosting;

/// <summary>Enters an Azure Database for PostgreSQL by a token of the program's identity.</summary>
/// <param name="identity">The identity; null for the one that the surroundings give.</param>
public sealed class EntraTokens(TokenCredential? identity = null) : IDatabaseTokens
{
    private const string AzureServers = ".postgres.database.azure.com";

    private static readonly TokenRequestContext Scope = new(["https://ossrdbms-aad.database.windows.net/.default"]);

    // It keeps a token until shortly before it expires, so most connections are opened without asking for one.
    private readonly Lazy<TokenCredential> _identity = new(() => identity ?? new DefaultAzureCredential());

    /// <inheritdoc/>
    public bool AreFor(string host) => host.EndsWith(AzureServers, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string GetToken()
    {
        try
        {
            return _identity.Value.GetToken(Scope, CancellationToken.None).Token;
        }
        catch (AuthenticationFailedException exception)
        {
            throw new DatabaseTokenException(StorageFailure.NoToken, exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _identity.Value.GetTokenAsync(Scope, cancellationToken)).Token;
        }
        catch (AuthenticationFailedException exception)
        {
            throw new DatabaseTokenException(StorageFailure.NoToken, exception);
        }
    }
}
