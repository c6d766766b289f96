using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Reads tables of the database, row by row, into a copy.</summary>
internal sealed class ColumnsLoader(CopiedTables tables, GraphDatabase source)
{
    private const string Row = "t";

    /// <summary>How many rows there are to copy.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var rows = 0L;
        await using var reading = await source.BeginAsync(isSnapshotNeeded: false, cancellationToken);
        var counts = string.Join(" + ", tables.All.Select(table => $"(select count(*) from \"{table.Entity.Table}\")"));
        await AskAsync(reading, new($"select {counts}", [], []), reader => rows = reader.GetInt64(0), cancellationToken);
        return rows;
    }

    /// <summary>
    /// Begins to read one state of the database; null where it could not be learned which. The state is asked for before and after the
    /// transaction's first statement: if it is the same, it is that of the transaction.
    /// </summary>
    public async Task<(GraphReading Reading, DataState State)?> BeginAsync(DataVersion version, CancellationToken cancellationToken)
    {
        const int Turns = 20;
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = await AskAsync(version, cancellationToken);
            var reading = await source.BeginAsync(isSnapshotNeeded: true, cancellationToken);
            try
            {
                await AskAsync(
                    reading, new($"select 1 from \"{tables.All.First().Entity.Table}\" limit 1", [], []), _ => { }, cancellationToken);
                if (before is not null && await AskAsync(version, cancellationToken) is { } after && after.Number == before.Number)
                {
                    return (reading, after);
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

    /// <summary>The state of the data. What follows takes longer than others would like to wait on the same thread.</summary>
    public static async ValueTask<DataState?> AskAsync(DataVersion version, CancellationToken cancellationToken) =>
        await version.CurrentAsync(cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    /// <summary>Copies all rows of a table, and says how many there were.</summary>
    public Task<long> LoadAsync(
        GraphReading reading, CopiedTable table, DuckDBConnection copy, string name, CancellationToken cancellationToken) =>
        LoadAsync(
            reading, new(Select(table), [], []), table, new ValueNumbers(table, isWhole: true), copy, name, cancellationToken);

    /// <summary>Copies some rows of a table, and says how many of them there are.</summary>
    public async Task<long> LoadAsync(
        GraphReading reading,
        CopiedTable table,
        IReadOnlyCollection<object> keys,
        DuckDBConnection copy,
        CancellationToken cancellationToken)
    {
        var dialect = source.Dialect;
        var (key, kind) = ($"{Row}.\"{table.Entity.Key.Column}\"", table.Entity.Key.Scalar.Kind);
        var some = new SqlStatement(
            $"{Select(table)} where {dialect.IsOneOf(key, dialect.Placeholder(1), kind)}",
            [_ => dialect.Codec(kind).ListParameter(keys)],
            []);
        var count = await LoadAsync(
            reading, some, table, new ValueNumbers(table, isWhole: false), copy, table.Entity.Table, cancellationToken);
        ValueNumbers.Complete(copy, table);
        return count;
    }

    private async Task<long> LoadAsync(
        GraphReading reading,
        SqlStatement rows,
        CopiedTable table,
        ValueNumbers numbers,
        DuckDBConnection copy,
        string name,
        CancellationToken cancellationToken)
    {
        var count = 0L;
        var columns = ReadFrom(table).Select(column => (column.Kind, Codec: source.Dialect.Codec(column.Kind))).ToArray();
        var values = new object?[columns.Length];
        using (var appender = copy.CreateAppender(name))
        {
            await AskAsync(reading, rows, Copy, cancellationToken);

            void Copy(DbDataReader reader)
            {
                var row = appender.CreateRow();
                for (var i = 0; i < columns.Length; i++)
                {
                    values[i] = reader.IsDBNull(i) ? null : columns[i].Codec.Read(reader, i);
                    Append(row, columns[i].Kind, values[i]);
                }

                numbers.Append(row, values);
                row.EndRow();
                count++;
            }
        }

        return count;
    }

    private static void Append(IDuckDBAppenderRow row, ScalarKind kind, object? value) => _ = (kind, value) switch
    {
        (_, null) => row.AppendNullValue(),
        (ScalarKind.Int, _) => row.AppendValue((int)value),
        (ScalarKind.Long, _) => row.AppendValue((long)value),
        (ScalarKind.Decimal, _) => row.AppendValue(decimal.ToInt64((decimal)value * 100m)),
        (ScalarKind.DateTime, _) =>
            row.AppendValue((((DateTimeOffset)value).UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        (ScalarKind.Date, _) => row.AppendValue((DateOnly?)(DateOnly)value),
        (ScalarKind.Uuid, _) => row.AppendValue((Guid)value),
        (ScalarKind.Boolean, _) => row.AppendValue((bool)value),

        // SQLite holds lists as JSON.
        (ScalarKind.TextList, _) =>
            row.AppendValue(value is string json ? JsonSerializer.Deserialize<string[]>(json)! : (IEnumerable<string>)value),
        _ => row.AppendValue((string)value),
    };

    // Numbers follow all that is read.
    private static IEnumerable<CopiedColumn> ReadFrom(CopiedTable table) => table.Columns.Where(column => column.Numbered is null);

    private static string Select(CopiedTable table)
    {
        var references = ReadFrom(table).Select(column => column.Carried?.Reference).OfType<ReferenceMember>().Distinct().ToList();
        var columns = ReadFrom(table).Select(column => column switch
        {
            { Carried: { } carried } => $"{Referred(carried.Reference)}.\"{carried.Column}\"",
            { Expression: { } expression } => expression.Replace(Expressions.Row, Row, StringComparison.Ordinal),
            _ => $"{Row}.\"{column.Name}\"",
        });
        var joins = references.Select(reference =>
            $" left join \"{reference.Target.Table}\" {Referred(reference)} "
            + $"on {Referred(reference)}.\"{reference.Target.Key.Column}\" = {Row}.\"{reference.ForeignKeyColumn}\"");
        return $"select {string.Join(", ", columns)} from \"{table.Entity.Table}\" {Row}{string.Concat(joins)}";

        string Referred(ReferenceMember reference) => string.Create(CultureInfo.InvariantCulture, $"r{references.IndexOf(reference)}");
    }

    private static async Task AskAsync(
        GraphReading reading, SqlStatement statement, Action<DbDataReader> row, CancellationToken cancellationToken)
    {
        DbException? failure = null;
        await reading.AskAsync([new DatabaseQuestion(statement, StatementArguments.None, ReadAsync, exception => failure = exception)], cancellationToken);
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
