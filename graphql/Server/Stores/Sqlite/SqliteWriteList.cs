using System.Buffers.Binary;
using IndhCoops.Domain.Databases;
using Microsoft.Data.Sqlite;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>Reads the write list of a file.</summary>
internal sealed class SqliteWriteList : IDisposable
{
    // As many as the list ever has: 8,192, and up to 1,024 that have not been removed yet.
    private const int MaxLines = 9_216;

    private readonly IReadOnlyList<string> _tables;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _version;
    private readonly SqliteCommand _schema;
    private readonly SqliteCommand _lines;
    private readonly SqliteCommand _newest;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _end;
    private readonly SqliteParameter _mark = new("$mark", SqliteType.Integer);
    private long _last;
    private long? _schemaSeen;

    private SqliteWriteList(SqliteConnection connection, IReadOnlyList<string> tables)
    {
        (_connection, _tables) = (connection, tables);
        _version = Command("pragma data_version");
        _schema = Command("pragma schema_version");
        _lines = Command($"select id, table_name, row_id from {WriteList.Table} where id > $mark order by id limit {MaxLines + 1}");
        _lines.Parameters.Add(_mark);
        _newest = Command($"select coalesce(max(id), 0) from {WriteList.Table}");
        _begin = Command("begin");
        _end = Command("commit");
    }

    /// <summary>Whether the triggers were there when the list was read last.</summary>
    public bool IsWatched { get; private set; }

    public static SqliteWriteList Open(string connectionString, IReadOnlyList<string> tables)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return new SqliteWriteList(connection, tables);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A number that changes when another connection commits.</summary>
    public long Version() => (long)_version.ExecuteScalar()!;

    /// <summary>What was written since the last call, null where that is unknown; and the version that the list was read in.</summary>
    public (IReadOnlyList<TableWrite>? Writes, long Version) Read()
    {
        // In one transaction: otherwise a commit during the reading would be read at once, and later count as a new version without lines.
        _begin.ExecuteNonQuery();
        var writes = ReadLines();
        var version = Version();
        _end.ExecuteNonQuery();
        return (writes, version);
    }

    public void Dispose()
    {
        _version.Dispose();
        _schema.Dispose();
        _lines.Dispose();
        _newest.Dispose();
        _begin.Dispose();
        _end.Dispose();
        _connection.Dispose();
    }

    private List<TableWrite>? ReadLines()
    {
        var (lines, mark, schema) = (new List<(string Table, Guid? Row)>(), _last, _schemaSeen);
        var isKnown = true;
        _mark.Value = mark;
        using (var row = _lines.ExecuteReader())
        {
            while (row.Read())
            {
                var id = row.GetInt64(0);

                // Numbers have no gaps: a missing line was removed before it was read here.
                isKnown &= id == ++mark;
                var (table, bytes) = (row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2));
                if (table == WriteList.Schema)
                {
                    schema = bytes is not null && BinaryPrimitives.ReadInt64BigEndian(bytes) == schema
                        ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(sizeof(long)))
                        : null;
                }
                else
                {
                    lines.Add((table, bytes is null ? null : new Guid(bytes, bigEndian: true)));
                }
            }
        }

        isKnown &= IsSchemaKnown(schema);

        // Every commit must leave a line. A commit without one may have got round the triggers.
        if (!isKnown || lines.Count is 0 or > MaxLines)
        {
            _last = (long)_newest.ExecuteScalar()!;
            return null;
        }

        _last = mark;
        return [.. lines.GroupBy(line => line.Table, line => line.Row)
            .Select(table => new TableWrite(table.Key, table.Contains(null) ? null : [.. table.Select(row => row!.Value).Distinct()]))];
    }

    // False where somebody has changed tables or triggers, or where triggers are missing. A file that was restored from a backup counts on
    // from another number, too.
    private bool IsSchemaKnown(long? told)
    {
        var schema = (long)_schema.ExecuteScalar()!;
        if (schema == told)
        {
            _schemaSeen = schema;
            return IsWatched;
        }

        _schemaSeen = schema;
        using var command = Command("select name from sqlite_master where type = 'trigger'");
        using var row = command.ExecuteReader();
        var triggers = new HashSet<string>();
        while (row.Read())
        {
            triggers.Add(row.GetString(0));
        }

        IsWatched = _tables.All(table =>
            Array.TrueForAll(
                ["insert", "update", "delete"], operation => triggers.Contains($"{table}{WriteList.TriggerInfix}{operation}")));
        return false;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
