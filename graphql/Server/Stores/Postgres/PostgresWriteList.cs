using IndhCoops.Domain.Databases;
using Npgsql;
using NpgsqlTypes;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Reads the write list of a server by snapshots: which transactions are done and which are not (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT).
/// Two snapshots that are equal see the same data, so that the list is not even looked at. Where they are not, lines of transactions that the former one did not see are new, however long ago those
/// transactions began. A replica's snapshots leave out which transactions are open, so there each line of a transaction that is younger than the oldest open one is looked at, and those that were seen already are
/// left out.
/// </summary>
internal sealed class PostgresWriteList : IAsyncDisposable
{
    private const int MaxLines = 1_000;

    // Of a row of the catalogue that is changed the transaction is another one: a trigger that is switched off or made anew, a table that is truncated, restored or rewritten. A line that came with a
    // restored dump may be of a transaction that has not been begun here.
    private static readonly string Question = $"""
        select s.mark, s.server, s.is_changed, catalog.watching, catalog.seen, line.id, line.table_name, line.row_ids, line.is_lost
        from (
            select now, is_copy, case when is_copy then format('%s:%1$s:', pg_snapshot_xmin(now)) else now::text end as mark, server, former,
                is_copy or now::text is distinct from $1 or server is distinct from $2 as is_changed
            from (select pg_current_snapshot() as now, pg_is_in_recovery() as is_copy, pg_postmaster_start_time() as server, $1::pg_snapshot as former) as asked
            offset 0) as s
        left join lateral (
            select
                (select count(*) from pg_trigger where tgrelid = any($3) and tgenabled = 'A' and strpos(tgname, '{WriteList.TriggerInfix}') > 0) as watching,
                (select sum(xmin::text::bigint + oid::bigint) from pg_class where oid = any($3)) + (select sum(xmin::text::bigint + oid::bigint) from pg_trigger where tgrelid = any($3)) as seen
            where s.is_changed
            offset 0) as catalog on true
        left join lateral (
            select id, table_name, row_ids, forgotten >= pg_snapshot_xmin(s.former) as is_lost
            from {WriteList.Table}
            where s.is_changed and xid >= pg_snapshot_xmin(s.former) and xid < pg_snapshot_xmax(s.now) and not pg_visible_in_snapshot(xid, s.former)
            limit {MaxLines + 1}) as line on true
        """;

    private const string Oids = "select count(*)::int, array_agg(c.oid) from unnest($1) as t(name) join pg_class c on c.oid = to_regclass(quote_ident(t.name))";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _question;
    private readonly NpgsqlParameter<string?> _mark = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter<DateTime?> _server = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly int _triggers;
    private HashSet<long> _linesSeen = [];
    private decimal? _catalogSeen;

    private PostgresWriteList(NpgsqlConnection connection, uint[] tables, int triggers)
    {
        _connection = connection;
        _triggers = triggers;
        _question = new NpgsqlCommand(Question, connection) { Parameters = { _mark, _server, new NpgsqlParameter<uint[]> { TypedValue = tables, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Oid } } };
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="source">Where to.</param>
    /// <param name="tables">The tables whose writes are noted.</param>
    /// <param name="isPreparing">Whether the connection keeps statements.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<PostgresWriteList> OpenAsync(NpgsqlDataSource source, IReadOnlyList<string> tables, bool isPreparing, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            string[] watched = [.. tables, WriteList.Table];
            var (found, oids) = (0, Array.Empty<uint>());
            await using (var asking = new NpgsqlCommand(Oids, connection) { Parameters = { new() { Value = watched } } })
            await using (var row = await asking.ExecuteReaderAsync(cancellationToken))
            {
                await row.ReadAsync(cancellationToken);
                found = row.GetInt32(0);
                oids = found == 0 ? [] : row.GetFieldValue<uint[]>(1);
            }

            if (found < watched.Length)
            {
                throw new InvalidOperationException($"The database has {found} of {watched.Length} tables that the graph reads.");
            }

            var list = new PostgresWriteList(connection, oids, 4 * tables.Count);
            if (isPreparing)
            {
                await list._question.PrepareAsync(cancellationToken);
            }

            return list;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was written since the last call: nothing where it is empty, anything where it is null.</summary>
    public async ValueTask<IReadOnlyList<TableWrite>?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var row = await _question.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (!row.GetBoolean(2))
        {
            return [];
        }

        var (mark, server, watching, catalog) = (row.GetString(0), row.GetDateTime(1), row.GetInt64(3), row.GetDecimal(4));
        var isKnown = _mark.TypedValue is not null && server == _server.TypedValue && watching == _triggers && catalog == _catalogSeen;
        var (lines, seen) = (new List<(string Table, Guid[]? Rows)>(), new HashSet<long>());
        do
        {
            if (!row.IsDBNull(5) && seen.Add(row.GetInt64(5)) && !_linesSeen.Contains(row.GetInt64(5)))
            {
                isKnown &= row.IsDBNull(8) || !row.GetBoolean(8);
                if (!row.IsDBNull(6))
                {
                    lines.Add((row.GetString(6), row.IsDBNull(7) ? null : row.GetFieldValue<Guid[]>(7)));
                }
            }
        }
        while (await row.ReadAsync(cancellationToken));
        (_mark.TypedValue, _server.TypedValue, _catalogSeen, _linesSeen) = (mark, server, catalog, seen);
        return !isKnown || seen.Count > MaxLines
            ? null
            : [.. lines.GroupBy(line => line.Table, line => line.Rows).Select(table => new TableWrite(table.Key, table.Contains(null) ? null : [.. table.SelectMany(rows => rows!).Distinct()]))];
    }

    public async ValueTask DisposeAsync()
    {
        await _question.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
