using IndhCoops.Domain.Databases;
using Npgsql;
using NpgsqlTypes;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Reads the write list of a server by snapshots: which transactions are done and which are not
/// (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT). Two snapshots that are equal see the same data,
/// and the list is not looked at. Where they differ, lines of transactions that the former snapshot did not see are new, however long ago
/// those transactions began. A replica's snapshots leave out which transactions are open: there the lines of all transactions are read that
/// are younger than the oldest open one, and those that were seen already are left out.
/// </summary>
internal sealed class PostgresWriteList : IAsyncDisposable
{
    // The list has some 4,400 lines at most, unless transactions that keep a snapshot wrote them all.
    private const int MaxLines = 5_000;

    // For each table: insert, update, delete and truncate.
    private const int TriggersOfATable = 4;

    // Null on a replica.
    private const string Version =
        "select case when not pg_is_in_recovery() then pg_current_snapshot()::text end, pg_postmaster_start_time()";

    // A row of the catalogue that is changed is written by another transaction (xmin): a trigger was switched off, or a table was
    // truncated, restored or rewritten. A line that came with a restored dump may name a transaction that has not begun here. What a
    // subscription applies fires triggers of rows only, and these are triggers of statements.
    private const string Lines = $"""
        select s.mark, s.server, catalog.watching, catalog.seen, line.id, line.table_name, line.row_ids, line.is_lost
        from (
            select now, former, server, case when is_copy then format('%s:%1$s:', pg_snapshot_xmin(now)) else now::text end as mark
            from (
                select pg_current_snapshot() as now, $1::pg_snapshot as former, pg_is_in_recovery() as is_copy,
                    pg_postmaster_start_time() as server) as asked
            offset 0) as s
        cross join (
            select count(*) filter (where tgenabled = 'A' and strpos(tgname, '{WriteList.TriggerInfix}') > 0
                    and not exists (select from pg_subscription_rel where srrelid = tgrelid)) as watching,
                sum(xmin::text::bigint + oid::bigint)
                    + (select sum(xmin::text::bigint + oid::bigint) from pg_class where oid = any($2)) as seen
            from pg_trigger where tgrelid = any($2)) as catalog
        left join lateral (
            select id, table_name, row_ids, forgotten >= pg_snapshot_xmin(s.former) as is_lost
            from {WriteList.Table}
            where xid >= pg_snapshot_xmin(s.former) and xid < pg_snapshot_xmax(s.now) and not pg_visible_in_snapshot(xid, s.former)
            limit 5001) as line on true
        """;

    private const string Oids =
        "select count(*)::int, array_agg(c.oid) from unnest($1) as t(name) join pg_class c on c.oid = to_regclass(quote_ident(t.name))";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _version;
    private readonly NpgsqlCommand _lines;
    private readonly NpgsqlParameter<string?> _mark = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter<uint[]> _oids = new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Oid };
    private readonly string[] _tables;
    private HashSet<long> _linesSeen = [];
    private DateTime _server;
    private decimal? _catalogSeen;
    private bool _isCopy;

    private PostgresWriteList(NpgsqlConnection connection, IReadOnlyList<string> tables)
    {
        (_connection, _tables) = (connection, [.. tables, WriteList.Table]);
        _version = new NpgsqlCommand(Version, connection);
        _lines = new NpgsqlCommand(Lines, connection) { Parameters = { _mark, _oids } };
    }

    /// <summary>Whether the triggers were there when the list was read last.</summary>
    public bool IsWatched { get; private set; } = true;

    /// <param name="tables">The tables whose writes are noted.</param>
    /// <param name="isPreparing">Whether the connection keeps statements.</param>
    public static async Task<PostgresWriteList> OpenAsync(
        NpgsqlDataSource source, IReadOnlyList<string> tables, bool isPreparing, CancellationToken cancellationToken)
    {
        var list = new PostgresWriteList(await source.OpenConnectionAsync(cancellationToken), tables);
        try
        {
            await list.FindTablesAsync(cancellationToken);
            if (isPreparing)
            {
                await list._version.PrepareAsync(cancellationToken);
                await list._lines.PrepareAsync(cancellationToken);
            }

            return list;
        }
        catch
        {
            await list.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was written since the last call: nothing where it is empty, anything where it is null.</summary>
    public async ValueTask<IReadOnlyList<TableWrite>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_isCopy && await IsUnchangedAsync(cancellationToken))
        {
            return [];
        }

        var writes = await ReadLinesAsync(cancellationToken);
        if (writes is null)
        {
            // A table may have been made anew.
            await FindTablesAsync(cancellationToken);
        }

        return writes;
    }

    public async ValueTask DisposeAsync()
    {
        await _version.DisposeAsync();
        await _lines.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async ValueTask<bool> IsUnchangedAsync(CancellationToken cancellationToken)
    {
        await using var version = await _version.ExecuteReaderAsync(cancellationToken);
        await version.ReadAsync(cancellationToken);
        _isCopy = version.IsDBNull(0);
        return !_isCopy && version.GetString(0) == _mark.TypedValue && version.GetDateTime(1) == _server;
    }

    private async ValueTask<IReadOnlyList<TableWrite>?> ReadLinesAsync(CancellationToken cancellationToken)
    {
        await using var row = await _lines.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (mark, server, watching, catalog) =
            (row.GetString(0), row.GetDateTime(1), row.GetInt64(2), row.IsDBNull(3) ? (decimal?)null : row.GetDecimal(3));
        IsWatched = watching == TriggersOfATable * (_tables.Length - 1);
        var isKnown = _mark.TypedValue is not null && server == _server && IsWatched && catalog == _catalogSeen;
        var (lines, seen) = (new List<TableWrite>(), new HashSet<long>());
        do
        {
            if (!row.IsDBNull(4) && seen.Add(row.GetInt64(4)) && !_linesSeen.Contains(row.GetInt64(4)))
            {
                isKnown &= row.IsDBNull(7) || !row.GetBoolean(7);
                if (!row.IsDBNull(5))
                {
                    lines.Add(new TableWrite(row.GetString(5), row.IsDBNull(6) ? null : row.GetFieldValue<Guid[]>(6)));
                }
            }
        }
        while (await row.ReadAsync(cancellationToken));
        (_mark.TypedValue, _server, _catalogSeen, _linesSeen) = (mark, server, catalog, seen);
        return isKnown && seen.Count <= MaxLines ? TableWrite.Merge(lines) : null;
    }

    private async Task FindTablesAsync(CancellationToken cancellationToken)
    {
        await using var asking = new NpgsqlCommand(Oids, _connection) { Parameters = { new() { Value = _tables } } };
        await using var row = await asking.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        _oids.TypedValue = row.GetInt32(0) == _tables.Length
            ? row.GetFieldValue<uint[]>(1)
            : throw new InvalidOperationException(
                $"The database has {row.GetInt32(0)} of the {_tables.Length} tables that the graph reads, the list of writes among them.");
    }
}
