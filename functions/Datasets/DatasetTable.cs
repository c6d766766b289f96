using IndhCoops.Domain.Files.Parquet;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Datasets;

/// <summary>A table that is written for those who analyse data elsewhere.</summary>
/// <param name="Title">What it holds, in French.</param>
internal abstract record DatasetTable(string Name, string Title)
{
    private const int Precision = 14;
    private const int Scale = 2;

    private readonly List<ParquetColumn> _columns = [];

    public IReadOnlyList<ParquetColumn> Columns => _columns;

    /// <summary>Whether it has a file for each year.</summary>
    public abstract bool IsByYear { get; }

    /// <summary>Reads its rows one by one, those of a year together.</summary>
    public abstract IAsyncEnumerable<DatasetRow> ReadAsync(IndhCoopsContext context);

    /// <summary>Begins a table.</summary>
    /// <param name="title">What it holds, in French.</param>
    /// <param name="rows">Its rows, sorted by the day where it has a file for each year.</param>
    /// <param name="day">The day whose year a row belongs to; null for a table in one file.</param>
    public static DatasetTable<T> Of<T>(
        string name, string title, Func<IndhCoopsContext, IQueryable<T>> rows, Func<T, DateOnly?>? day = null) =>
        new(name, title, rows, day);

    private protected void Add(string name, ParquetValue value, bool isRequired) =>
        _columns.Add(new ParquetColumn(name, value, isRequired, Precision, Scale));
}

/// <summary>A row: its year, where the table has a file for each, and its values in the order of the columns.</summary>
internal readonly record struct DatasetRow(int? Year, object?[] Values);

internal sealed record DatasetTable<T>(
    string Name, string Title, Func<IndhCoopsContext, IQueryable<T>> Rows, Func<T, DateOnly?>? DayOf) : DatasetTable(Name, Title)
{
    private readonly List<Func<T, object?>> _values = [];

    public override bool IsByYear => DayOf is not null;

    /// <summary>Adds a column of texts.</summary>
    public DatasetTable<T> Text(string name, Func<T, object?> value, bool isRequired = true) =>
        With(name, ParquetValue.Text, value, isRequired);

    /// <summary>Adds a column of whole numbers.</summary>
    public DatasetTable<T> Whole(string name, Func<T, int?> value, bool isRequired = true) =>
        With(name, ParquetValue.Whole, row => value(row), isRequired);

    /// <summary>Adds a column of exact decimals.</summary>
    public DatasetTable<T> Exact(string name, Func<T, decimal?> value, bool isRequired = true) =>
        With(name, ParquetValue.Exact, row => value(row), isRequired);

    /// <summary>Adds a column of yes and no.</summary>
    public DatasetTable<T> Flag(string name, Func<T, bool?> value, bool isRequired = true) =>
        With(name, ParquetValue.Flag, row => value(row), isRequired);

    /// <summary>Adds a column of days.</summary>
    public DatasetTable<T> Day(string name, Func<T, DateOnly?> value, bool isRequired = true) =>
        With(name, ParquetValue.Day, row => value(row), isRequired);

    /// <summary>Adds a column of moments.</summary>
    public DatasetTable<T> Moment(string name, Func<T, DateTimeOffset?> value, bool isRequired = true) =>
        With(name, ParquetValue.Moment, row => value(row), isRequired);

    public override async IAsyncEnumerable<DatasetRow> ReadAsync(IndhCoopsContext context)
    {
        await foreach (var row in Rows(context).AsAsyncEnumerable())
        {
            yield return new DatasetRow(DayOf?.Invoke(row)?.Year, [.. _values.Select(value => value(row))]);
        }
    }

    private DatasetTable<T> With(string name, ParquetValue type, Func<T, object?> value, bool isRequired)
    {
        Add(name, type, isRequired);
        _values.Add(value);
        return this;
    }
}
