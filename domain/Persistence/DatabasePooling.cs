using IndhCoops.Domain.Startup;
using Microsoft.Extensions.Configuration;

namespace IndhCoops.Domain.Persistence;

/// <summary>The kind of connection pooler between the program and PostgreSQL; the setting <c>Database__Pooling</c>.</summary>
public enum DatabasePooling
{
    /// <summary>Nothing: a connection is a session, and keeps what was prepared or set in it.</summary>
    None,

    /// <summary>
    /// A pooler such as PgBouncer, which gives each transaction whichever session is free. Nothing may depend on the session.
    /// </summary>
    Transaction,
}

/// <summary>Reads the setting.</summary>
public static class DatabasePoolingSetting
{
    private const string Key = "Database:Pooling";

    /// <summary>What the setting says; <see cref="DatabasePooling.None"/> where it says nothing.</summary>
    /// <exception cref="StartException">It says something else than <c>none</c> or <c>transaction</c>.</exception>
    public static DatabasePooling ReadPooling(this IConfiguration configuration) => configuration[Key]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "none" => DatabasePooling.None,
        "transaction" => DatabasePooling.Transaction,
        var other => throw new StartException(
            $"INDHCOOPS_Database__Pooling is '{other}'. It must be 'transaction', "
                + "behind a connection pooler such as PgBouncer, or 'none'."),
    };
}
