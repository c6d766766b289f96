using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The database failed while a table was read.</summary>
internal sealed class TableReadException(DbException failure) : Exception("The table could not be read.", failure);

/// <summary>
/// Reads tables row by row: from the copy by columns where the plan says so and it is as fresh as the database, else from the database.
/// </summary>
internal sealed partial class TableReader(TableDatabase tables, ColumnStore? columns, ILogger<TableReader> logger)
{
    private readonly GraphDatabase _database = tables.Database;

    /// <summary>
    /// Reads a table and writes its file, of which <paramref name="describe"/> hears once it is known that the table is sound.
    /// </summary>
    /// <exception cref="GraphFieldException">The table has too many rows; nothing has begun.</exception>
    /// <exception cref="TableReadException">The database failed.</exception>
    public async Task ReadAsync(
        TablePlan table,
        int maxRows,
        bool isFresh,
        Func<TablePlan, TableFile> open,
        Action<TableFile> describe,
        PipeWriter output,
        CancellationToken cancellationToken)
    {
        var hasBegun = false;
        await ReadAsync(table, isFresh, () => !hasBegun, SendAsync, cancellationToken);

        async Task SendAsync(GraphReading reading, TablePlan plan)
        {
            var arguments = Arguments(plan);
            var file = await LookAsync(reading, plan, arguments, maxRows, open(plan), cancellationToken);
            if (file.IsEmpty)
            {
                Begin(file);
                return;
            }

            await AskAsync(
                reading,
                plan.Rows.Statements!.For(plan.Page.Kind),
                arguments,
                (row, cancellation) => WriteAsync(plan, row, () => Open(file), cancellation),
                cancellationToken);
        }

        ITableWriter Open(TableFile file)
        {
            Begin(file);
            return file.Write(output);
        }

        void Begin(TableFile file)
        {
            hasBegun = true;
            describe(file);
        }
    }

    /// <summary>Finds out whether a table would be refused for its rows, and what its headers say of them.</summary>
    /// <exception cref="GraphFieldException">The table has too many rows.</exception>
    /// <exception cref="TableReadException">The database failed.</exception>
    public async Task<TableFile> LookAsync(
        TablePlan table, int maxRows, bool isFresh, Func<TablePlan, TableFile> open, CancellationToken cancellationToken)
    {
        var file = open(table);
        if (table.IsWhole || file.LooksAhead)
        {
            await ReadAsync(table, isFresh, () => true, SeeAsync, cancellationToken);
        }

        return file;

        async Task SeeAsync(GraphReading reading, TablePlan plan) =>
            file = await LookAsync(reading, plan, Arguments(plan), maxRows, open(plan), cancellationToken);
    }

    private async Task ReadAsync(
        TablePlan table,
        bool isFresh,
        Func<bool> canBeginAgain,
        Func<GraphReading, TablePlan, Task> read,
        CancellationToken cancellationToken)
    {
        if (!await IsReadFromColumnsAsync(table, isFresh, canBeginAgain, read, cancellationToken))
        {
            await ReadFromDatabaseAsync(table, isFresh, canBeginAgain, read, cancellationToken);
        }
    }

    // False where the database must give it: a client that asks the primary for what was written last gets nothing of a replica's copy.
    private async Task<bool> IsReadFromColumnsAsync(
        TablePlan table,
        bool isFresh,
        Func<bool> canBeginAgain,
        Func<GraphReading, TablePlan, Task> read,
        CancellationToken cancellationToken)
    {
        if (columns is null || (isFresh && _database.IsCopy) || table.OnColumns() is not { } plan)
        {
            return false;
        }

        await using var copy = await columns.BeginAsync([.. table.Rows.Tables], isSnapshotNeeded: true, isTable: true, cancellationToken);
        if (copy is null)
        {
            return false;
        }

        try
        {
            await read(copy, plan);
            copy.Ended(isAnswered: true);
            return true;
        }
        catch (TableReadException failed) when (canBeginAgain())
        {
            copy.Failed((DbException)failed.InnerException!);
            return false;
        }
    }

    // From the replica where there is one, and from the primary where that does not answer.
    private async Task ReadFromDatabaseAsync(
        TablePlan table,
        bool isFresh,
        Func<bool> canBeginAgain,
        Func<GraphReading, TablePlan, Task> read,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var reading = await (isFresh ? _database.Fresh : _database).BeginAsync(isSnapshotNeeded: true, cancellationToken);
            await read(reading, table);
        }
        catch (DatabaseAwayException away) when (_database.IsCopy && !isFresh && canBeginAgain())
        {
            LogReadAgain(logger, away.GetBaseException().Message);
            await using var reading = await _database.Fresh.BeginAsync(isSnapshotNeeded: true, cancellationToken);
            await read(reading, table);
        }
    }

    private static StatementArguments Arguments(TablePlan table) =>
        new(table.Inputs.Slots, [], table.Page.After, table.Page.Before, table.Page.Limit)
        {
            PathBase = table.Inputs.PathBase,
            Today = table.Inputs.Today,
        };

    private static async Task<TableFile> LookAsync(
        GraphReading reading,
        TablePlan table,
        StatementArguments arguments,
        int maxRows,
        TableFile file,
        CancellationToken cancellationToken)
    {
        await CheckAsync(reading, table, arguments, maxRows, cancellationToken);
        if (file.LooksAhead)
        {
            await AskAsync(reading, table.Rows.Statements!.For(table.Page.Kind), arguments, SeeAsync, cancellationToken);
        }

        return file;

        async ValueTask<int> SeeAsync(DbDataReader row, CancellationToken cancellation) => await EachAsync(
            table,
            row,
            await row.ReadAsync(cancellation),
            () =>
            {
                file.See(row);
                return ValueTask.CompletedTask;
            },
            cancellation);
    }

    private static async Task CheckAsync(
        GraphReading reading, TablePlan table, StatementArguments arguments, int maxRows, CancellationToken cancellationToken)
    {
        if (!table.IsWhole || table.Rows.RowCount is not { } count)
        {
            return;
        }

        var rows = 0L;
        await AskAsync(reading, count(table.Page.Kind), arguments, ReadCountAsync, cancellationToken);
        if (rows > maxRows)
        {
            throw new GraphFieldException(new GraphError(FormattableString.Invariant(
                $"The table has {rows} rows; at most {maxRows} are allowed. Ask for fewer by `where`, or name their number by `first`.")));
        }

        async ValueTask<int> ReadCountAsync(DbDataReader row, CancellationToken cancellation)
        {
            rows = await row.ReadAsync(cancellation) ? row.GetInt64(0) : 0;
            return 1;
        }
    }

    private static async ValueTask<int> WriteAsync(
        TablePlan table, DbDataReader row, Func<ITableWriter> begin, CancellationToken cancellationToken)
    {
        // Most of what a database breaks off, it breaks off before it has the first row.
        var isRow = await row.ReadAsync(cancellationToken);
        using var writer = begin();
        await writer.BeginAsync(cancellationToken);
        var rows = await EachAsync(table, row, isRow, () => writer.WriteAsync(row, cancellationToken), cancellationToken);
        await writer.EndAsync(cancellationToken);
        return rows;
    }

    // The rows of the page, of those that the statement gives.
    private static async ValueTask<int> EachAsync(
        TablePlan table, DbDataReader row, bool isRow, Func<ValueTask> act, CancellationToken cancellationToken)
    {
        var (skip, take) = (0, 0);
        var i = 0;
        for (; isRow; i++, isRow = await row.ReadAsync(cancellationToken))
        {
            if (i == 0)
            {
                (skip, take) = table.Page.Window(row);
            }

            if (i >= skip && i < skip + take)
            {
                await act();
            }
        }

        return i;
    }

    private static async Task AskAsync(
        GraphReading reading,
        SqlStatement statement,
        StatementArguments arguments,
        Func<DbDataReader, CancellationToken, ValueTask<int>> read,
        CancellationToken cancellationToken)
    {
        DbException? failure = null;
        await reading.AskAsync([new DatabaseQuestion(statement, arguments, read, exception => failure = exception)], cancellationToken);
        if (failure is not null)
        {
            throw new TableReadException(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The read replica did not answer; the table is read from the primary: {Reason}")]
    private static partial void LogReadAgain(ILogger logger, string reason);
}
