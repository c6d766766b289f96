using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CsvHelper;
using DuckDB.NET.Data;
using MiniExcelLibs;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>Reads the files of a report as those do who receive them, by other libraries than wrote them where there are such.</summary>
internal static class ReadBack
{
    /// <summary>The rows of a CSV, the headings first.</summary>
    public static List<string[]> Csv(ReadOnlyMemory<byte> bytes)
    {
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }

    /// <summary>The rows that DuckDB answers with.</summary>
    public static List<object[]> Rows(DuckDBConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The rows of a sheet by their headings.</summary>
    public static List<IDictionary<string, object?>> Sheet(ReadOnlyMemory<byte> workbook, string sheet) =>
        [.. new MemoryStream(workbook.ToArray()).Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>()];

    /// <summary>The page.</summary>
    public static IHtmlDocument Page(ReadOnlyMemory<byte> bytes) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(bytes.Span));

    /// <summary>The exact figures of a row of the page.</summary>
    public static List<decimal> Figures(IElement row) =>
        [.. row.QuerySelectorAll("data").Select(data => decimal.Parse(data.GetAttribute("value")!, CultureInfo.InvariantCulture))];
}
