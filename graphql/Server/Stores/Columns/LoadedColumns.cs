using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>A copy that was made, and follows the database: what is written there is read anew, row by row or table by table.</summary>
/// <param name="database">The copy.</param>
internal sealed class LoadedColumns(ColumnsDatabase database, CopiedTables tables)
{
    // More rows than that take longer than the database takes to answer.
    private const int FewRows = 2_000;

    // Of rows that were replaced something stays behind.
    private const int WornShare = 10;

    private readonly CarriedColumns _carried = new(tables);
    private readonly ReferredRows _referred = new(tables);
    private readonly Dictionary<string, CopiedTable> _tables = tables.All.ToDictionary(table => table.Entity.Table);

    // Replaced as a whole once a write is committed: others read it meanwhile.
    private volatile IReadOnlyDictionary<string, long> _rows = new Dictionary<string, long>();
    private long _version;
    private long _replaced;
    private long _hits;

    public ColumnsDatabase Database => database;

    /// <summary>Which state of the database it is in.</summary>
    public long Version => Volatile.Read(ref _version);

    public long Rows => _rows.Values.Sum();

    public long Hits => Volatile.Read(ref _hits);

    public void Answered() => Interlocked.Increment(ref _hits);

    /// <summary>What must be read anew for a later state; null where that is unknown, or where the copy is better made anew.</summary>
    public IReadOnlyList<TableWrite>? Missing(DataState state)
    {
        var writes = state.WritesSince(Version)?.Where(write => _tables.ContainsKey(write.Table)).ToList();
        var isWorn = _replaced > Rows / WornShare;
        return writes is null || isWorn || writes.Where(write => write.Rows is null).Sum(RowsOf) > Rows / 2 ? null : writes;
    }

    /// <summary>Whether writes are read anew faster than the database answers a question.</summary>
    public bool IsFew(IReadOnlyList<TableWrite> writes) => writes.Sum(RowsOf) <= FewRows;

    /// <summary>Which part of all rows is read anew for writes.</summary>
    public double ShareOf(IReadOnlyList<TableWrite> writes) => (double)writes.Sum(RowsOf) / Math.Max(1, Rows);

    /// <summary>Copies all tables, before anybody reads. Each is packed when it is there: they are never together as they came.</summary>
    public async Task LoadAsync(ColumnsSource source, CancellationToken cancellationToken)
    {
        foreach (var (name, table) in _tables)
        {
            await WriteAsync(
                async (connection, rows) => rows[name] = await source.LoadAsync(table, connection, name, cancellationToken), source.State);
            database.Pack();
        }

        await WriteAsync((connection, _) => Task.Run(() => _referred.RequireAll(connection), cancellationToken), source.State);
    }

    /// <summary>Reads what was written anew. Readers see all of it or nothing.</summary>
    public async Task ApplyAsync(ColumnsSource source, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        await WriteAsync(ReplaceAllAsync, source.State);
        if (!IsFew(writes))
        {
            database.Pack();
        }

        async Task ReplaceAllAsync(DuckDBConnection connection, Dictionary<string, long> rows)
        {
            var isReplaced = false;
            List<TableWrite> removed = [];
            foreach (var write in writes)
            {
                var table = _tables[write.Table];
                if (write.Rows is null)
                {
                    rows[write.Table] = await ReplaceAsync(source, table, connection, cancellationToken);
                    _replaced += _carried.Renew(connection, table);
                    isReplaced = true;
                }
                else
                {
                    var before = _carried.Read(connection, table, write.Rows);
                    var (copied, deleted) = await ReplaceAsync(source, table, write.Rows, connection, cancellationToken);
                    rows[write.Table] += copied - deleted;
                    _replaced += write.Rows.Count + _carried.Renew(connection, table, before);
                    if (copied < write.Rows.Count)
                    {
                        removed.Add(write);
                    }
                }
            }

            // What referred to a row may have been removed after it.
            if (isReplaced)
            {
                _referred.RequireAll(connection);
            }
            else
            {
                removed.ForEach(write => _referred.Require(connection, _tables[write.Table], write.Rows));
            }
        }
    }

    public long Memory()
    {
        if (database.Rent() is not { } connection)
        {
            return 0;
        }

        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select sum(memory_usage_bytes)::bigint from duckdb_memory()";
            return (long)command.ExecuteScalar()!;
        }
        finally
        {
            database.Return(connection, isSound: true);
        }
    }

    private long RowsOf(TableWrite write) => write.Rows?.Count ?? _rows.GetValueOrDefault(write.Table);

    private static async Task<long> ReplaceAsync(
        ColumnsSource source, CopiedTable table, DuckDBConnection connection, CancellationToken cancellationToken)
    {
        var name = table.Entity.Table;
        var next = $"{name}_next";
        ColumnsDatabase.Execute(connection, ColumnsDatabase.Create(table, next));
        var rows = await source.LoadAsync(table, connection, next, cancellationToken);
        ColumnsDatabase.Execute(connection, $"drop table \"{name}\"; alter table \"{next}\" rename to \"{name}\"");
        return rows;
    }

    // How many rows were copied, and how many were there before.
    private static async Task<(long Copied, long Deleted)> ReplaceAsync(
        ColumnsSource source, CopiedTable table, IReadOnlyList<Guid> keys, DuckDBConnection connection, CancellationToken cancellationToken)
    {
        var name = table.Entity.Table;
        long deleted;
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"delete from \"{name}\" where \"{table.Entity.Key.Column}\" in (select unnest($1))";
            command.Parameters.Add(new DuckDBParameter(keys.ToList()));
            deleted = command.ExecuteNonQuery();
        }

        return (await source.LoadAsync(table, [.. keys.Cast<object>()], connection, cancellationToken), deleted);
    }

    private async Task WriteAsync(Func<DuckDBConnection, Dictionary<string, long>, Task> write, DataState state)
    {
        var connection = database.Rent() ?? throw new ObjectDisposedException(nameof(ColumnsDatabase));
        var isSound = false;
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var rows = new Dictionary<string, long>(_rows);
            await write(connection, rows);
            ColumnsDatabase.Execute(
                connection, FormattableString.Invariant($"update {ColumnsDatabase.State} set version = {state.Number}"));
            await transaction.CommitAsync();
            _rows = rows;
            Volatile.Write(ref _version, state.Number);
            isSound = true;
        }
        finally
        {
            database.Return(connection, isSound);
        }
    }
}
