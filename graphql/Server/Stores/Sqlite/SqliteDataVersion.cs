using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>
/// Asks a connection of its own, which never writes: SQLite counts for it what all others have committed
/// (https://www.sqlite.org/pragma.html#pragma_data_version). It is a look at shared memory, so each request looks for itself.
/// </summary>
internal sealed partial class SqliteDataVersion(DatabaseOptions database, ILogger<SqliteDataVersion> logger) : DataVersion
{
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _question;
    private long _seen;
    private long _number;

    public override ValueTask<long?> CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            try
            {
                _question ??= Open();
                var seen = (long)_question.ExecuteScalar()!;
                if (seen != _seen)
                {
                    _seen = seen;
                    _number++;
                }

                return new(_number);
            }
            catch (SqliteException exception)
            {
                LogUnknown(logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
                Close();
                return new((long?)null);
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            Close();
        }

        return ValueTask.CompletedTask;
    }

    private SqliteCommand Open()
    {
        var settings = new SqliteConnectionStringBuilder(database.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(settings.ConnectionString);
        _connection.Open();

        // Another connection counts from another number: what was seen on the last one says nothing.
        _number++;
        var question = _connection.CreateCommand();
        question.CommandText = "pragma data_version";
        return question;
    }

    private void Close()
    {
        _question?.Dispose();
        _connection?.Dispose();
        (_question, _connection, _seen) = (null, null, -1);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
