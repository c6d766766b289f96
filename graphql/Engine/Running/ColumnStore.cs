using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>A copy of the data by columns. The database is the truth: the copy answers only while it is in the same state.</summary>
internal abstract class ColumnStore
{
    public abstract CopiedTables Tables { get; }

    public abstract SqlDialect Dialect { get; }

    /// <summary>
    /// Begins the reading of some tables for one request, in the state in which they are in the database now; null where the copy is not
    /// there or not as fresh.
    /// </summary>
    /// <param name="isSnapshotNeeded">Whether several statements must see the same state of the data.</param>
    /// <param name="isTable">Whether many rows are read, which are sent while they are read.</param>
    internal abstract ValueTask<ColumnReading?> BeginAsync(
        IReadOnlyList<string> tables, bool isSnapshotNeeded, bool isTable, CancellationToken cancellationToken);
}

/// <summary>The reading of one request from the copy. All its answers are of one state.</summary>
internal abstract class ColumnReading : GraphReading
{
    /// <summary>Whether the tables are still in the state that is read.</summary>
    public abstract ValueTask<bool> IsCurrentAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Says that the request was answered, with or without the copy: its reading may have been too old for what the database answered.
    /// </summary>
    public abstract void Ended(bool isAnswered);

    /// <summary>Says that a statement failed. The request is read from the database instead.</summary>
    public abstract void Failed(DbException exception);
}

/// <summary>A statement on the copy failed: the request is read from the database from the beginning.</summary>
internal sealed class ColumnsFailedException(DbException failure) : Exception("A statement on the copy by columns failed.", failure);
