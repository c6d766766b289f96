using System.Buffers.Binary;
using IndhCoops.Domain.Databases;
using Microsoft.Data.Sqlite;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>Reads the write list of a file.</summary>
internal sealed class SqliteWriteList : IDisposable
{
    // As many as the list ever has: 8,192, and up to 1,024 that have not been removed yet.
    private const int MaxLines = 9_216;

    private readonly SqliteConnection _connection;
    private readonly IReadOnlyList<string> _tables;
    private readonly SqliteCommand _version;
    private readonly SqliteCommand _schema;
    private readonly SqliteCommand _lines;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _end;
    private readonly SqliteParameter _mark = new("$mark", SqliteType.Integer);
    private long _last;
    private long? _schemaSeen;

    public SqliteWriteList(DatabaseOptions database, IReadOnlyList<string> tables)
    {
        (_connection, _tables) = (database.Open(SqliteOpenMode.ReadOnly), tables);
        _version = _connection.Command("pragma data_version");
        _schema = _connection.Command("pragma schema_version");
        _lines = _connection.Command(
            $"select id, table_name, row_id from {WriteList.Table} where id > $mark order by id limit {MaxLines + 1}");
        _lines.Parameters.Add(_mark);
        _begin = _connection.Command("begin");
        _end = _connection.Command("commit");
    }

    /// <summary>Whether the triggers were there when the list was read last.</summary>
    public bool IsWatched { get; private set; }

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

    /// <remarks>The connection closes its commands.</remarks>
    public void Dispose() => _connection.Dispose();

    private IReadOnlyList<TableWrite>? ReadLines()
    {
        var (lines, mark, schema) = (new List<TableWrite>(), _last, _schemaSeen);
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
                    lines.Add(new TableWrite(table, bytes is null ? null : [new Guid(bytes, bigEndian: true)]));
                }
            }
        }

        isKnown &= IsSchemaKnown(schema);

        // Every commit must leave a line. A commit without one may have got round the triggers.
        if (!isKnown || lines.Count is 0 or > MaxLines)
        {
            _last = (long)_connection.Ask($"select coalesce(max(id), 0) from {WriteList.Table}")!;
            return null;
        }

        _last = mark;
        return TableWrite.Merge(lines);
    }

    // False where somebody has changed tables or triggers, or where triggers are missing. A file that was restored from a backup counts on
    // from another number, too.
    private bool IsSchemaKnown(long? told)
    {
        _schemaSeen = (long)_schema.ExecuteScalar()!;
        if (_schemaSeen == told)
        {
            return IsWatched;
        }

        using var command = _connection.Command("select name from sqlite_master where type = 'trigger'");
        using var row = command.ExecuteReader();
        var triggers = new HashSet<string>();
        while (row.Read())
        {
            triggers.Add(row.GetString(0));
        }

        string[] operations = ["insert", "update", "delete"];
        IsWatched = _tables.All(table => operations.All(operation => triggers.Contains($"{table}{WriteList.TriggerInfix}{operation}")));
        return false;
    }
}
