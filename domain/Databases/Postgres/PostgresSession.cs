using IndhCoops.Domain.Persistence;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>How connections to PostgreSQL are opened, whatever the database or the role has set for its sessions.</summary>
public static class PostgresSession
{
    // Days and moments as text are ISO, and in UTC. A connection string that has options of its own comes last, and so goes before.
    private const string Formats = "-c DateStyle=ISO,YMD -c IntervalStyle=postgres -c TimeZone=UTC";

    // A server that is there accepts a connection within milliseconds, one far away within a second. The driver would wait for fifteen.
    private const int ConnectSeconds = 5;

    /// <summary>The connection string of a database, with what the program needs of a session.</summary>
    public static NpgsqlConnectionStringBuilder Settings(this DatabaseOptions database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        if (!settings.ShouldSerialize("Timeout"))
        {
            settings.Timeout = ConnectSeconds;
        }

        if (database.Pooling == DatabasePooling.Transaction)
        {
            // A pooler refuses options, forgets what is prepared, and sweeps sessions itself.
            (settings.Timezone, settings.MaxAutoPrepare, settings.NoResetOnClose) = ("UTC", 0, true);
        }
        else
        {
            settings.Options = $"{Formats} {settings.Options}".TrimEnd();
        }

        return settings;
    }

    /// <summary>
    /// Connections to a database with these settings; by a token where it takes one and the connection string holds no password.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="change">Changes the settings of the connections.</param>
    public static NpgsqlDataSource Source(this DatabaseOptions database, Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = database.Settings();
        change(settings);
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseTokens(database).Build();
    }

    /// <summary>Whether connections are opened by a token.</summary>
    internal static bool IsEnteredByToken(this DatabaseOptions database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return string.IsNullOrEmpty(settings.Password) && settings.Host is { } host && database.Tokens?.AreFor(host) == true;
    }

    /// <summary>Asks for a token for each new connection, where the database takes one.</summary>
    internal static NpgsqlDataSourceBuilder UseTokens(this NpgsqlDataSourceBuilder builder, DatabaseOptions database)
    {
        if (database.IsEnteredByToken())
        {
            builder.UsePasswordProvider(
                _ => database.Tokens!.GetToken(), (_, cancellationToken) => database.Tokens!.GetTokenAsync(cancellationToken));
        }

        return builder;
    }
}
