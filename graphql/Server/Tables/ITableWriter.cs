namespace IndhCoops.GraphQL.Tables;

/// <summary>Writes a table row by row; what it holds back does not grow with the number of rows.</summary>
internal interface ITableWriter : IDisposable
{
    ValueTask BeginAsync(CancellationToken cancellationToken);

    ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken);

    /// <summary>Writes the end, after the rows, and sends what is left.</summary>
    ValueTask EndAsync(CancellationToken cancellationToken);
}

/// <summary>Writes any table in a format. It is found by <c>[assembly: Shipped(…)]</c> in its own file.</summary>
internal interface ITableFormat : ITableWriter
{
    static abstract TableFormat Format { get; }
}
