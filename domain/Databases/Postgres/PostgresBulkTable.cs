using Npgsql;
using NpgsqlTypes;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>Rows by binary COPY.</summary>
internal sealed class PostgresBulkTable : BulkTable
{
    private readonly NpgsqlBinaryImporter _importer;

    private PostgresBulkTable(NpgsqlBinaryImporter importer) => _importer = importer;

    public static async Task<PostgresBulkTable> OpenAsync(
        NpgsqlConnection connection, string table, IEnumerable<string> columns, CancellationToken cancellationToken)
    {
        var importer = await connection.BeginBinaryImportAsync(
            $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", cancellationToken);
        importer.Timeout = TimeSpan.FromMinutes(30);
        return new PostgresBulkTable(importer);
    }

    public override void BeginRow() => _importer.StartRow();

    public override void Add(Guid? value) => Write(value, NpgsqlDbType.Uuid);

    public override void Add(string? value)
    {
        if (value is null)
        {
            _importer.WriteNull();
        }
        else
        {
            _importer.Write(value, NpgsqlDbType.Text);
        }
    }

    public override void Add(int? value) => Write(value, NpgsqlDbType.Integer);

    public override void Add(bool? value) => Write(value, NpgsqlDbType.Boolean);

    public override void Add(DateOnly? value) => Write(value, NpgsqlDbType.Date);

    public override void Add(DateTime utc) => _importer.Write(utc, NpgsqlDbType.TimestampTz);

    public override void AddCentimes(long? value) => Write(value / 100m, NpgsqlDbType.Numeric);

    public override void EndRow()
    {
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken) => await _importer.CompleteAsync(cancellationToken);

    public override ValueTask DisposeAsync() => _importer.DisposeAsync();

    private void Write<T>(T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } given)
        {
            _importer.Write(given, type);
        }
        else
        {
            _importer.WriteNull();
        }
    }
}
