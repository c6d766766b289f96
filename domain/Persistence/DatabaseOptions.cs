using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.Persistence;

/// <summary>The databases that the domain can live in.</summary>
public enum DatabaseKind
{
    /// <summary>A file of its own; the default.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}

/// <summary>Which database, and how to reach it.</summary>
/// <param name="Kind">The kind of database.</param>
/// <param name="ConnectionString">The connection string; it may hold a secret and is never logged.</param>
public sealed record DatabaseOptions(DatabaseKind Kind, string ConnectionString)
{
    /// <summary>The kind of connection pooler between the program and PostgreSQL.</summary>
    public DatabasePooling Pooling { get; init; }

    /// <summary>What gives tokens in place of a password; null for none.</summary>
    public IDatabaseTokens? Tokens { get; init; }

    /// <summary>A SQLite file.</summary>
    public static DatabaseOptions SqliteFile(string path) => new(DatabaseKind.Sqlite, $"Data Source={path}");

    /// <summary>A PostgreSQL database.</summary>
    public static DatabaseOptions PostgreSql(string connectionString) => new(DatabaseKind.PostgreSql, connectionString);

    /// <summary>The PostgreSQL database of a connection string or, where there is none, the SQLite file in a folder.</summary>
    /// <param name="postgreSql">The connection string; null or empty for SQLite.</param>
    /// <param name="folder">The folder of the SQLite file.</param>
    /// <param name="source">Where the connection string comes from.</param>
    /// <exception cref="StartException">The connection string cannot work.</exception>
    public static DatabaseOptions Choose(string? postgreSql, string folder, string source = "--database")
    {
        if (string.IsNullOrWhiteSpace(postgreSql))
        {
            return SqliteFile(Path.Combine(Path.GetFullPath(folder), "indhcoops.db"));
        }

        PostgresConnectionString.Check(postgreSql, source);
        return PostgreSql(postgreSql);
    }

    internal DatabaseProvider Provider => DatabaseProvider.Of(Kind);

    /// <summary>The kind alone: a connection string may hold a secret.</summary>
    public override string ToString() => Kind.ToString();
}
