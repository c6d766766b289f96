using System.Data.Common;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Reads one state of a copy, in a transaction of its own.</summary>
/// <param name="database">The copy.</param>
/// <param name="connection">A connection that nobody else uses meanwhile.</param>
internal sealed class ColumnsReading(ColumnsDatabase database, DuckDBConnection connection) : GraphReading
{
    private DuckDBTransaction? _transaction;
    private bool _isBroken;

    /// <summary>Begins a transaction, and says which state of the database it sees.</summary>
    public long Begin()
    {
        _transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = $"select version from {ColumnsDatabase.State}";
        return (long)command.ExecuteScalar()!;
    }

    public override async ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
    {
        foreach (var question in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isBroken)
            {
                throw new ReadingLostException();
            }

            try
            {
                await using var command = Command(question);
                await using var interrupt = cancellationToken.Register(command.Cancel);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await question.Read(reader, cancellationToken);
            }
            catch (DuckDBException exception) when (cancellationToken.IsCancellationRequested)
            {
                _isBroken = true;
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }
            catch (DuckDBException exception)
            {
                // A failed statement ends its transaction.
                _isBroken = true;
                question.Failed(exception);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        var isSound = false;
        try
        {
            if (_transaction is not null)
            {
                await _transaction.DisposeAsync();
            }

            isSound = !_isBroken;
        }
        finally
        {
            database.Return(connection, isSound);
        }
    }

    /// <summary>Whether a statement failed because it would take more memory than is allowed.</summary>
    public static bool IsOutOfMemory(DbException exception) => exception is DuckDBException { ErrorType: DuckDBErrorType.OutOfMemory };

    private DuckDBCommand Command(DatabaseQuestion question)
    {
        var command = connection.CreateCommand();
        command.CommandText = question.Statement.Text;
        foreach (var parameter in question.Statement.Parameters)
        {
            command.Parameters.Add((DuckDBParameter)parameter(question.Arguments));
        }

        return command;
    }
}
