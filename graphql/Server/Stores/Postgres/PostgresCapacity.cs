using IndhCoops.Domain.Databases.Postgres;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>How many connections a PostgreSQL allows the role of the connection string.</summary>
/// <param name="Allowed">The least of what the server, the database and the role allow; without those that are kept for
/// administrators.</param>
/// <param name="InUse">How many are open now, of everybody.</param>
internal sealed record PostgresCapacity(int Allowed, int InUse)
{
    // A limit of -1 is none. A user without the right to see other sessions still sees their number.
    private const string Question = """
        select least(
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - coalesce(current_setting('reserved_connections', true)::int, 0),
            (select nullif(rolconnlimit, -1) from pg_catalog.pg_roles where rolname = session_user),
            (select nullif(datconnlimit, -1) from pg_catalog.pg_database where datname = current_database())),
            (select coalesce(sum(numbackends), 0)::int from pg_catalog.pg_stat_database)
        """;

    /// <summary>Asks by a connection of its own.</summary>
    public static async Task<PostgresCapacity> AskAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        await using var source = database.Source(settings => (settings.Pooling, settings.ApplicationName) = (false, "IndhCoops start"));
        await using var question = source.CreateCommand(Question);
        await using var row = await question.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new PostgresCapacity(row.GetInt32(0), row.GetInt32(1) - 1);
    }
}
