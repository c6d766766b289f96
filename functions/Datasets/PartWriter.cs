using System.Globalization;
using System.Security.Cryptography;
using IndhCoops.Domain.Files.Parquet;
using IndhCoops.Functions.Publishing;

namespace IndhCoops.Functions.Datasets;

/// <summary>Writes one file of a table. It grows on disk and not in memory, and lands in storage whole.</summary>
internal sealed class PartWriter : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly DatasetTable _table;
    private readonly string _version;
    private readonly FileStream _file;
    private readonly ParquetRows _rows;
    private long _count;

    private PartWriter(DatasetTable table, string version, int? year, FileStream file, ParquetRows rows) =>
        (_table, _version, Year, _file, _rows) = (table, version, year, file, rows);

    /// <summary>The year of its rows; null where it is unknown, or the table has one file.</summary>
    public int? Year { get; }

    /// <summary>Begins a file.</summary>
    public static async Task<PartWriter> BeginAsync(DatasetTable table, string version, int? year, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferSize,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            return new PartWriter(table, version, year, file, await ParquetRows.CreateAsync(table.Columns, file, null, cancellationToken));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a row.</summary>
    public ValueTask AddAsync(object?[] values, CancellationToken cancellationToken)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _rows.Add(i, values[i]);
        }

        _count++;
        return _rows.EndRowAsync(cancellationToken);
    }

    /// <summary>Ends the file and lands it.</summary>
    public async Task<DatasetFile> FinishAsync(ReportContainer container, CancellationToken cancellationToken)
    {
        await _rows.FinishAsync(cancellationToken);
        _file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(_file, cancellationToken));
        _file.Position = 0;
        var year = Year?.ToString(CultureInfo.InvariantCulture);
        var folder = _table.IsByYear ? $"{_table.Name}/year={year ?? "__HIVE_DEFAULT_PARTITION__"}" : _table.Name;
        var path = $"{_version}/{folder}/{_table.Name}.parquet";
        var size = _file.Length;
        await container.PutAsync($"datasets/{path}", "application/vnd.apache.parquet", _file, cancellationToken);
        return new DatasetFile(
            _table.Name,
            _table.Title,
            _table.IsByYear ? $"{_table.Name}-{year ?? "sans-date"}" : _table.Name,
            path,
            size,
            hash,
            _count,
            _table.Columns);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
