using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>One state of the database, whose tables are read, row by row, into a copy.</summary>
internal sealed class ColumnsSource(GraphReading reading, SqlDialect dialect, DataState state) : IAsyncDisposable
{
    private const string Row = "t";

    public DataState State => state;

    /// <summary>
    /// Copies all rows of a table, and says how many there were. Whether all is there that they refer to, the copy finds out sooner
    /// (<see cref="ReferredRows"/>) than a join with each of them.
    /// </summary>
    public Task<long> LoadAsync(CopiedTable table, DuckDBConnection copy, string name, CancellationToken cancellationToken) =>
        LoadAsync(new(Select(table, looks: false), [], []), table, looks: false, new(table, isWhole: true), copy, name, cancellationToken);

    /// <summary>Copies some rows of a table, and says how many of them there are.</summary>
    public async Task<long> LoadAsync(
        CopiedTable table, IReadOnlyCollection<object> keys, DuckDBConnection copy, CancellationToken cancellationToken)
    {
        var looks = table.Required.Count > 0;
        var (key, kind) = ($"{Row}.\"{table.Entity.Key.Column}\"", table.Entity.Key.Scalar.Kind);
        var some = new SqlStatement(
            $"{Select(table, looks)} where {dialect.IsOneOf(key, dialect.Placeholder(1), kind)}",
            [_ => dialect.Codec(kind).ListParameter(keys)],
            []);
        var count = await LoadAsync(some, table, looks, new(table, isWhole: false), copy, table.Entity.Table, cancellationToken);
        ValueNumbers.Complete(copy, table);
        return count;
    }

    public ValueTask DisposeAsync() => reading.DisposeAsync();

    /// <summary>Asks a statement whose failure is thrown.</summary>
    public static async Task AskAsync(
        GraphReading reading, SqlStatement statement, Action<DbDataReader> row, CancellationToken cancellationToken)
    {
        DbException? failure = null;
        await reading.AskAsync([new(statement, StatementArguments.None, ReadAsync, exception => failure = exception)], cancellationToken);
        if (failure is not null)
        {
            throw failure;
        }

        async ValueTask<int> ReadAsync(DbDataReader reader, CancellationToken cancellation)
        {
            var rows = 0;
            for (; await reader.ReadAsync(cancellation); rows++)
            {
                row(reader);
            }

            return rows;
        }
    }

    private async Task<long> LoadAsync(
        SqlStatement rows,
        CopiedTable table,
        bool looks,
        ValueNumbers numbers,
        DuckDBConnection copy,
        string name,
        CancellationToken cancellationToken)
    {
        var count = 0L;
        var columns = ReadFrom(table).Select(column => (column.Kind, Codec: dialect.Codec(column.Kind))).ToArray();
        var lost = dialect.Codec(ScalarKind.Boolean);
        var values = new object?[columns.Length];
        using (var appender = copy.CreateAppender(name))
        {
            await AskAsync(reading, rows, Copy, cancellationToken);

            void Copy(DbDataReader reader)
            {
                if (looks && (bool)lost.Read(reader, columns.Length))
                {
                    throw new LostReferenceException(table);
                }

                var row = appender.CreateRow();
                for (var i = 0; i < columns.Length; i++)
                {
                    values[i] = reader.IsDBNull(i) ? null : Read(reader, i, columns[i].Codec, table);
                    Append(row, columns[i].Kind, values[i]);
                }

                numbers.Append(row, values);
                row.EndRow();
                count++;
            }
        }

        return count;
    }

    // SQLite takes any bytes for a text. DuckDB refuses some, and the library cuts a text off at U+0000.
    private static object Read(DbDataReader reader, int ordinal, ValueCodec codec, CopiedTable table)
    {
        if (codec is not TextCodec texts)
        {
            return codec.Read(reader, ordinal);
        }

        try
        {
            return texts.ReadExactly(reader, ordinal) is var text && !text.Contains('\0') ? text : throw Unsound(null);
        }
        catch (DecoderFallbackException exception)
        {
            throw Unsound(exception);
        }

        InvalidDataException Unsound(Exception? cause) => new(
            $"The table {table.Entity.Table} has a text in {reader.GetName(ordinal)} that is not UTF-8 or contains U+0000: correct it.",
            cause);
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
        (ScalarKind.TextList, _) => row.AppendValue((IEnumerable<string>)value),
        _ => row.AppendValue((string)value),
    };

    // Numbers follow all that is read.
    private static IEnumerable<CopiedColumn> ReadFrom(CopiedTable table) => table.Columns.Where(column => column.Numbered is null);

    // Last comes whether a row refers to one that is not there, where somebody looks.
    private static string Select(CopiedTable table, bool looks)
    {
        var carried = ReadFrom(table).Select(column => column.Carried?.Reference).OfType<ReferenceMember>().Distinct();
        var references = (looks ? table.Required : carried).ToList();
        var columns = ReadFrom(table).Select(column => column switch
        {
            { Carried: { } carried } => $"{Referred(carried.Reference)}.\"{carried.Column}\"",
            { Expression: { } expression } => expression.Replace(Expressions.Row, Row, StringComparison.Ordinal),
            _ => $"{Row}.\"{column.Name}\"",
        });
        var joins = references.Select(reference =>
            $" left join \"{reference.Target.Table}\" {Referred(reference)} "
            + $"on {Referred(reference)}.\"{reference.Target.Key.Column}\" = {Row}.\"{reference.ForeignKeyColumn}\"");
        var isLost = references.Select(reference => $"{Referred(reference)}.\"{reference.Target.Key.Column}\" is null");
        var selected = looks ? columns.Append(string.Join(" or ", isLost)) : columns;
        return $"select {string.Join(", ", selected)} from \"{table.Entity.Table}\" {Row}{string.Concat(joins)}";

        string Referred(ReferenceMember reference) => string.Create(CultureInfo.InvariantCulture, $"r{references.IndexOf(reference)}");
    }
}
