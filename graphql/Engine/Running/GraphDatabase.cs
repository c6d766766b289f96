using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// The database cannot be reached, closed the connection, or cancelled a statement for something else. Nothing is wrong with the
/// request: later, or by another server, it can be answered. An error that will come again is not an outage.
/// </summary>
internal sealed class DatabaseAwayException(Exception cause) : Exception("The database is away.", cause);

/// <summary>
/// A statement failed, and its transaction or connection ended with it. Statements after it would see another state of the data, so the
/// request is read again from the start, without the fields that failed.
/// </summary>
internal sealed class ReadingLostException() : Exception("A failed statement ended the transaction that the request reads in.");

/// <summary>A statement: its parameters, the reader of its rows (which returns their number), and what to call when it fails.</summary>
internal sealed record DatabaseQuestion(
    SqlStatement Statement,
    StatementArguments Arguments,
    Func<DbDataReader, CancellationToken, ValueTask<int>> Read,
    Action<DbException> Failed);

/// <summary>Reads from a database. Every question of a request sees the same state of the data.</summary>
internal abstract class GraphDatabase : IAsyncDisposable
{
    public abstract SqlDialect Dialect { get; }

    /// <summary>The same data as it was written last; itself, unless it reads from a copy that lags.</summary>
    public virtual GraphDatabase Fresh => this;

    /// <summary>Whether it reads from a copy. What the copy does not answer, <see cref="Fresh"/> does.</summary>
    internal bool IsCopy => Fresh != this;

    /// <summary>Waits until it reads what has been written up to now.</summary>
    public virtual Task CatchUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal abstract ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The reading of one request.</summary>
internal abstract class GraphReading : IAsyncDisposable
{
    /// <summary>Asks questions together, of one state of the data; one that fails takes only its own field with it.</summary>
    /// <exception cref="ReadingLostException">One failed, and what is left cannot be read of the same state.</exception>
    /// <exception cref="DatabaseAwayException">The database is away.</exception>
    public abstract ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
