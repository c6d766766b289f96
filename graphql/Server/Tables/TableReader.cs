using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The database failed while a table was read.</summary>
internal sealed class TableReadException(DbException failure) : Exception("The table could not be read.", failure);

/// <summary>Reads tables row by row: from the copy by columns where the plan says so and it is fresh, else from the database.</summary>
internal sealed partial class TableReader(GraphDatabase database, ColumnStore? columns, ILogger<TableReader> logger)
{
    /// <summary>
    /// Reads a table and writes its file, of which <paramref name="describe"/> hears once it is known that the table is sound. Without an
    /// output it only finds that out, and what the file's headers say of its rows.
    /// </summary>
    /// <exception cref="GraphFieldException">The table has too many rows; nothing has begun.</exception>
    /// <exception cref="TableReadException">The database failed.</exception>
    public async Task ReadAsync(
        TablePlan table,
        int maxRows,
        bool isFresh,
        Func<TablePlan, TableFile> open,
        Action<TableFile> describe,
        PipeWriter? output,
        CancellationToken cancellationToken)
    {
        var hasBegun = false;
        if (output is null && !table.IsWhole && open(table) is { LooksAhead: false } unread)
        {
            describe(unread);
            return;
        }

        await ReadAsync(table, isFresh, () => !hasBegun, SendAsync, cancellationToken);

        async Task SendAsync(GraphReading reading, TablePlan plan)
        {
            var source = new Source(reading, plan, cancellationToken);
            await source.CheckAsync(maxRows);
            var file = open(plan);
            if (file.LooksAhead)
            {
                await source.EachAsync(SeeAsync);
            }

            if (output is null || file.IsEmpty)
            {
                Begin();
            }
            else
            {
                await source.EachAsync(WriteAsync);
            }

            async Task SeeAsync(IAsyncEnumerable<DbDataReader> rows)
            {
                await foreach (var row in rows)
                {
                    file.See(row);
                }
            }

            Task WriteAsync(IAsyncEnumerable<DbDataReader> rows)
            {
                Begin();
                return file.WriteAsync(rows, output, cancellationToken);
            }

            void Begin()
            {
                hasBegun = true;
                describe(file);
            }
        }
    }

    // From the copy by columns, or where that does not give it, from the database. A client that asks the primary for what was written last
    // gets nothing of a replica's copy.
    private async Task ReadAsync(
        TablePlan table,
        bool isFresh,
        Func<bool> canBeginAgain,
        Func<GraphReading, TablePlan, Task> read,
        CancellationToken cancellationToken)
    {
        if (columns is not null && !(isFresh && database.IsCopy) && table.OnColumns() is { } plan)
        {
            await using var copy = await columns.BeginAsync(
                [.. table.Rows.Tables], isSnapshotNeeded: true, isTable: true, cancellationToken);
            try
            {
                if (copy is not null)
                {
                    await read(copy, plan);
                    copy.Ended(isAnswered: true);
                    return;
                }
            }
            catch (TableReadException failed) when (canBeginAgain())
            {
                copy!.Failed((DbException)failed.InnerException!);
            }
        }

        // From the replica where there is one, and from the primary where that does not answer.
        try
        {
            await FromAsync(isFresh ? database.Fresh : database);
        }
        catch (DatabaseAwayException away) when (database.IsCopy && !isFresh && canBeginAgain())
        {
            LogReadAgain(logger, away.GetBaseException().Message);
            await FromAsync(database.Fresh);
        }

        async Task FromAsync(GraphDatabase source)
        {
            await using var reading = await source.BeginAsync(isSnapshotNeeded: true, cancellationToken);
            await read(reading, table);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The read replica did not answer; the table is read from the primary: {Reason}")]
    private static partial void LogReadAgain(ILogger logger, string reason);

    // A table in the state in which one request reads it.
    private sealed class Source(GraphReading reading, TablePlan table, CancellationToken cancellationToken)
    {
        private readonly StatementArguments _arguments = new(table.Inputs, [], table.Page);

        public async Task CheckAsync(int maxRows)
        {
            if (!table.IsWhole || table.Rows.RowCount is not { } count)
            {
                return;
            }

            var rows = 0L;
            await AskAsync(count(table.Page.Kind), ReadCountAsync);
            if (rows > maxRows)
            {
                throw new GraphFieldException(new GraphError(
                    FormattableString.Invariant($"The table has {rows} rows; at most {maxRows} are allowed. ")
                    + "Ask for fewer by `where`, or name their number by `first`."));
            }

            async ValueTask<int> ReadCountAsync(DbDataReader row, CancellationToken cancellation)
            {
                rows = await row.ReadAsync(cancellation) ? row.GetInt64(0) : 0;
                return 1;
            }
        }

        // Gives the rows of the page, of those that the statement gives.
        public Task EachAsync(Func<IAsyncEnumerable<DbDataReader>, Task> use)
        {
            return AskAsync(table.Rows.Statements!.For(table.Page), ReadAsync);

            async ValueTask<int> ReadAsync(DbDataReader row, CancellationToken cancellation)
            {
                // Most of what a database breaks off, it breaks off before it has the first row.
                var isRow = await row.ReadAsync(cancellation);
                var read = 0;
                await use(RowsAsync());
                return read;

                async IAsyncEnumerable<DbDataReader> RowsAsync()
                {
                    var (skip, take) = isRow ? table.Page.Window(row) : default;
                    for (; isRow; read++, isRow = await row.ReadAsync(cancellation))
                    {
                        if (read >= skip && read < skip + take)
                        {
                            yield return row;
                        }
                    }
                }
            }
        }

        private async Task AskAsync(SqlStatement statement, Func<DbDataReader, CancellationToken, ValueTask<int>> read)
        {
            DbException? failure = null;
            await reading.AskAsync([new(statement, _arguments, read, exception => failure = exception)], cancellationToken);
            if (failure is not null)
            {
                throw new TableReadException(failure);
            }
        }
    }
}
