using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>Rows by one prepared command, within the transaction of the caller.</summary>
internal sealed class SqliteBulkTable : BulkTable
{
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _parameters;
    private int _next;

    public SqliteBulkTable(SqliteConnection connection, SqliteTransaction transaction, string table, IReadOnlyList<string> columns)
    {
        _insert = connection.CreateCommand();
        _insert.Transaction = transaction;
        var places = Enumerable.Range(0, columns.Count).Select(i => $"$p{i}").ToList();
#pragma warning disable CA2100 // Names of the model only.
        _insert.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", places)})";
#pragma warning restore CA2100
        _parameters = [.. places.Select(place => new SqliteParameter { ParameterName = place })];
        _insert.Parameters.AddRange(_parameters);
        _insert.Prepare();
    }

    public override void BeginRow() => _next = 0;

    public override void Add(Guid? value) => Set(value?.ToByteArray(bigEndian: true));

    public override void Add(string? value) => Set(value);

    public override void Add(int? value) => Set(value);

    public override void Add(bool? value) => Set(value);

    public override void Add(DateOnly? value) => Set(value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override void Add(DateTime utc) => Set((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public override void AddCentimes(long? value) => Set(value);

    public override void EndRow() => _insert.ExecuteNonQuery();

    public override Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask DisposeAsync() => _insert.DisposeAsync();

    private void Set(object? value) => _parameters[_next++].Value = value ?? DBNull.Value;
}
