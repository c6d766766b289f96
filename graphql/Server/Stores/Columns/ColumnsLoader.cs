using System.Data.Common;
using System.Text.Json;
using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Reads tables of the database, row by row, into a copy.</summary>
/// <param name="tables">The tables.</param>
/// <param name="source">The database.</param>
internal sealed class ColumnsLoader(CopiedTables tables, GraphDatabase source)
{
    private static readonly StatementArguments None = new([], [], [], [], 0);

    /// <summary>How many rows there are to copy.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var rows = 0L;
        await using var reading = await source.BeginAsync(isSnapshotNeeded: false, cancellationToken);
        var counts = string.Join(" + ", tables.All.Select(table => $"(select count(*) from \"{table.Entity.Table}\")"));
        await AskAsync(reading, $"select {counts}", reader => rows = reader.GetInt64(0), cancellationToken);
        return rows;
    }

    /// <summary>
    /// Begins to read one state of the database; null where it could not be learned which. The version is asked before and after the transaction's first statement: if it is the same,
    /// it is that of the transaction.
    /// </summary>
    public async Task<(GraphReading Reading, long Version)?> BeginAsync(DataVersion version, CancellationToken cancellationToken)
    {
        const int Turns = 20;
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = await AskAsync(version, cancellationToken);
            var reading = await source.BeginAsync(isSnapshotNeeded: true, cancellationToken);
            try
            {
                await AskAsync(reading, $"select 1 from \"{tables.All.First().Entity.Table}\" limit 1", _ => { }, cancellationToken);
                if (before is { } number && await AskAsync(version, cancellationToken) == number)
                {
                    return (reading, number);
                }
            }
            catch
            {
                await reading.DisposeAsync();
                throw;
            }

            await reading.DisposeAsync();
        }

        return null;
    }

    /// <summary>The version of the data. What follows takes longer than others would like to wait on the same thread.</summary>
    public static async ValueTask<long?> AskAsync(DataVersion version, CancellationToken cancellationToken) =>
        await version.CurrentAsync(cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    /// <summary>Copies all rows, and says how many there were.</summary>
    public async Task<long> LoadAsync(GraphReading reading, DuckDBConnection copy, CancellationToken cancellationToken)
    {
        var rows = 0L;
        foreach (var table in tables.All)
        {
            rows += await LoadAsync(reading, table, copy, cancellationToken);
        }

        return rows;
    }

    private async Task<long> LoadAsync(GraphReading reading, CopiedTable table, DuckDBConnection copy, CancellationToken cancellationToken)
    {
        var rows = 0L;
        var columns = table.Columns.Select(column => (column.Kind, Codec: source.Dialect.Codec(column.Kind))).ToArray();
        using (var appender = copy.CreateAppender(table.Entity.Table))
        {
            await AskAsync(reading, Select(table), Copy, cancellationToken);

            void Copy(DbDataReader reader)
            {
                var row = appender.CreateRow();
                for (var i = 0; i < columns.Length; i++)
                {
                    Append(row, columns[i].Kind, reader.IsDBNull(i) ? null : columns[i].Codec.Read(reader, i));
                }

                row.EndRow();
                rows++;
            }
        }

        return rows;
    }

    private static void Append(IDuckDBAppenderRow row, ScalarKind kind, object? value) => _ = (kind, value) switch
    {
        (_, null) => row.AppendNullValue(),
        (ScalarKind.Int, _) => row.AppendValue((int)value),
        (ScalarKind.Long, _) => row.AppendValue((long)value),
        (ScalarKind.Decimal, _) => row.AppendValue(decimal.ToInt64((decimal)value * 100m)),
        (ScalarKind.DateTime, _) => row.AppendValue((((DateTimeOffset)value).UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        (ScalarKind.Date, _) => row.AppendValue((DateOnly?)(DateOnly)value),
        (ScalarKind.Uuid, _) => row.AppendValue((Guid)value),
        (ScalarKind.Boolean, _) => row.AppendValue((bool)value),

        // SQLite holds lists as JSON.
        (ScalarKind.TextList, _) => row.AppendValue(value is string json ? JsonSerializer.Deserialize<string[]>(json)! : (IEnumerable<string>)value),
        _ => row.AppendValue((string)value),
    };

    private static string Select(CopiedTable table)
    {
        const string Row = "t";
        var columns = table.Columns.Select(column => column.Expression?.Replace(Expressions.Row, Row, StringComparison.Ordinal) ?? $"{Row}.\"{column.Name}\"");
        return $"select {string.Join(", ", columns)} from \"{table.Entity.Table}\" {Row}";
    }

    private static async Task AskAsync(GraphReading reading, string sql, Action<DbDataReader> row, CancellationToken cancellationToken)
    {
        DbException? failure = null;
        await reading.AskAsync([new DatabaseQuestion(new SqlStatement(sql, []), None, ReadAsync, exception => failure = exception)], cancellationToken);
        if (failure is not null)
        {
            throw failure;
        }

        async ValueTask<int> ReadAsync(DbDataReader reader, CancellationToken cancellation)
        {
            var rows = 0;
            while (await reader.ReadAsync(cancellation))
            {
                row(reader);
                rows++;
            }

            return rows;
        }
    }
}
