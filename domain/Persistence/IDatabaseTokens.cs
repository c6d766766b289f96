namespace IndhCoops.Domain.Persistence;

/// <summary>Gives tokens in place of a password, for servers that know the program's identity.</summary>
public interface IDatabaseTokens
{
    /// <summary>Whether a server takes a token where the connection string holds no password.</summary>
    bool AreFor(string host);

    /// <summary>A token that holds now.</summary>
    /// <exception cref="DatabaseTokenException">There is none.</exception>
    string GetToken();

    /// <summary>A token that holds now.</summary>
    /// <exception cref="DatabaseTokenException">There is none.</exception>
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);
}

/// <summary>There is no token to enter the database with. The message says what to do.</summary>
public sealed class DatabaseTokenException(string message, Exception cause) : Exception(message, cause);
