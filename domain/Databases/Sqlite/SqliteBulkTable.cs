using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>
/// Rows by one prepared statement, within the transaction that is under way. Values are bound by their place: the provider would look up
/// the name of each parameter and box each value again for every row.
/// </summary>
internal sealed class SqliteBulkTable : BulkTable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;
    private byte[] _text = new byte[512];
    private int _last;

    public SqliteBulkTable(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        _database = connection.Handle!;
        var insert = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(raw.sqlite3_prepare_v2(_database, insert, out _insert));
    }

    public override void BeginRow() => _last = 0;

    public override void Add(Guid? value)
    {
        if (value is { } id)
        {
            Span<byte> bytes = stackalloc byte[16];
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            Check(raw.sqlite3_bind_blob(_insert, ++_last, bytes));
        }
        else
        {
            AddNull();
        }
    }

    public override void Add(string? value)
    {
        switch (value)
        {
            case null:
                AddNull();
                break;
            case "":
                // No bytes at all would be null.
                Check(raw.sqlite3_bind_text(_insert, ++_last, ""));
                break;
            default:
                if (_text.Length < Encoding.UTF8.GetMaxByteCount(value.Length))
                {
                    _text = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
                }

                AddText(_text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text)));
                break;
        }
    }

    public override void Add(int? value) => AddCentimes(value);

    public override void Add(bool? value) => AddCentimes(value switch { true => 1, false => 0, null => null });

    public override void Add(DateOnly? value)
    {
        if (value is { } day)
        {
            day.TryFormat(_text, out var written, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            AddText(_text.AsSpan(0, written));
        }
        else
        {
            AddNull();
        }
    }

    public override void Add(DateTime utc) => AddCentimes((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public override void AddCentimes(long? value)
    {
        if (value is { } number)
        {
            Check(raw.sqlite3_bind_int64(_insert, ++_last, number));
        }
        else
        {
            AddNull();
        }
    }

    public override void EndRow()
    {
        var outcome = raw.sqlite3_step(_insert);
        if (outcome != raw.SQLITE_DONE)
        {
            // Resetting says why; until then SQLite may not.
            Check(raw.sqlite3_reset(_insert));
            Check(outcome);
        }

        Check(raw.sqlite3_reset(_insert));
    }

    public override Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _insert.Dispose();
        return ValueTask.CompletedTask;
    }

    private void AddNull() => Check(raw.sqlite3_bind_null(_insert, ++_last));

    private void AddText(ReadOnlySpan<byte> text) => Check(raw.sqlite3_bind_text(_insert, ++_last, text));

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, _database);
}
