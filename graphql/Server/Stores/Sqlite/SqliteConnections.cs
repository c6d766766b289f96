using Microsoft.Data.Sqlite;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>Opens connections outside of the driver's pool, each of which sees the file as it is now, and asks them.</summary>
internal static class SqliteConnections
{
    /// <param name="mode">What it may do; as the connection string says unless given, but no file is made where there is none.</param>
    /// <param name="patience">For how many seconds it waits for a lock.</param>
    public static SqliteConnection Open(this DatabaseOptions database, SqliteOpenMode? mode = null, int patience = 1)
    {
        var settings = new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false, DefaultTimeout = patience };
        settings.Mode = mode ?? (settings.Mode == SqliteOpenMode.ReadWriteCreate ? SqliteOpenMode.ReadWrite : settings.Mode);
        var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    public static SqliteCommand Command(this SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public static object? Ask(this SqliteConnection connection, string sql)
    {
        using var question = connection.Command(sql);
        return question.ExecuteScalar();
    }
}
