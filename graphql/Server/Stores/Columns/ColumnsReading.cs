using DuckDB.NET.Data;
using DuckDB.NET.Native;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Reads a copy, where needed in a transaction of its own.</summary>
internal sealed class ColumnsReading(ColumnsDatabase database, DuckDBConnection connection, bool isStreaming) : GraphReading, IDisposable
{
    private DuckDBTransaction? _transaction;
    private bool _isBroken;

    /// <summary>Which state of the database it sees; null where no transaction holds one.</summary>
    public long? Version { get; private set; }

    /// <summary>Begins to read; null where the copy is retired.</summary>
    /// <param name="database">The copy.</param>
    /// <param name="isSnapshotNeeded">Whether several statements must see the same state.</param>
    /// <param name="isStreaming">Whether rows are read while the statement runs; else they are all in memory first, which is faster for
    /// few.</param>
    public static ColumnsReading? Begin(ColumnsDatabase database, bool isSnapshotNeeded, bool isStreaming)
    {
        if (database.Rent() is not { } connection)
        {
            return null;
        }

        var reading = new ColumnsReading(database, connection, isStreaming);
        try
        {
            if (isSnapshotNeeded)
            {
                reading._transaction = connection.BeginTransaction();
                using var command = connection.CreateCommand();
                command.CommandText = $"select version from {ColumnsDatabase.State}";
                reading.Version = (long)command.ExecuteScalar()!;
            }

            return reading;
        }
        catch
        {
            reading._isBroken = true;
            reading.Dispose();
            throw;
        }
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
                await using var interruption = new Interruption(command, cancellationToken);
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

    public override ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        var isSound = false;
        try
        {
            _transaction?.Dispose();
            isSound = !_isBroken;
        }
        catch (DuckDBException)
        {
            // Of a copy that has failed as a whole nothing can be rolled back. The request has heard of the failure.
        }
        finally
        {
            database.Return(connection, isSound);
        }
    }

    /// <summary>Whether a statement failed because it would take more memory than is allowed.</summary>
    public static bool IsOutOfMemory(DbException exception) => exception is DuckDBException { ErrorType: DuckDBErrorType.OutOfMemory };

    /// <summary>Whether a failure leaves the whole copy unusable.</summary>
    public static bool IsBroken(DbException exception) =>
        exception is DuckDBException { ErrorType: DuckDBErrorType.Fatal or DuckDBErrorType.Internal };

    private DuckDBCommand Command(DatabaseQuestion question)
    {
        var command = connection.CreateCommand();
        command.CommandText = question.Statement.Text;
        command.UseStreamingMode = isStreaming;
        foreach (var parameter in question.Statement.Parameters)
        {
            command.Parameters.Add((DuckDBParameter)parameter(question.Arguments));
        }

        return command;
    }

    // DuckDB forgets an interrupt that comes before the statement has begun to run. So it is repeated until the statement has ended.
    private sealed class Interruption : IAsyncDisposable
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

        private readonly DuckDBCommand _command;
        private readonly CancellationTokenRegistration _registration;
        private volatile bool _hasEnded;
        private Task _interrupting = Task.CompletedTask;

        public Interruption(DuckDBCommand command, CancellationToken cancellationToken)
        {
            _command = command;
            _registration = cancellationToken.UnsafeRegister(static (state, _) => ((Interruption)state!).Begin(), this);
        }

        public async ValueTask DisposeAsync()
        {
            _hasEnded = true;
            await _registration.DisposeAsync();
            await _interrupting;
        }

        private void Begin() => _interrupting = Task.Run(InterruptAsync);

        private async Task InterruptAsync()
        {
            while (!_hasEnded)
            {
                _command.Cancel();
                await Task.Delay(Pause);
            }
        }
    }
}
