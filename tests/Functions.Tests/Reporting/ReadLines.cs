using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using IndhCoops.Domain;
using IndhCoops.Domain.Tests.Balances;
using IndhCoops.Functions.Reporting.Tables;
using BalanceLine = IndhCoops.Domain.Tests.Balances.BalanceLine;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>Reads the balances that a file holds as values, in the order of their identifiers.</summary>
internal static class ReadLines
{
    /// <summary>From the CSV, as its Data Package describes it.</summary>
    public static List<BalanceLine> OfCsv(ReadOnlyMemory<byte> csv, ReadOnlyMemory<byte> dataPackage)
    {
        using var package = JsonDocument.Parse(dataPackage);
        var names = package.RootElement.GetProperty("resources")[0].GetProperty("schema").GetProperty("fields").EnumerateArray()
            .Select(field => field.GetProperty("parquetColumn").GetString()!).ToList();
        return Sorted(
            ReadBack.Csv(csv).Skip(1).Select(row => Line(name => row[names.IndexOf(name)] is { Length: > 0 } text ? text : null)));
    }

    /// <summary>From the Parquet file, as DuckDB reads it.</summary>
    public static List<BalanceLine> OfParquet(DuckDBConnection database, string path)
    {
        var names = BalanceColumns.All.Select(column => column.Name).ToList();
        return Sorted(
            ReadBack.Rows(database, $"select {string.Join(", ", names)} from '{path}'").Select(
                row => Line(name => row[names.IndexOf(name)])));
    }

    /// <summary>From the workbook.</summary>
    public static List<BalanceLine> OfWorkbook(ReadOnlyMemory<byte> workbook)
    {
        var headings = BalanceColumns.All.ToDictionary(column => column.Name, column => column.Heading);
        return Sorted(ReadBack.Sheet(workbook, "Soldes").Select(row => Line(name => row[headings[name]])));
    }

    private static List<BalanceLine> Sorted(IEnumerable<BalanceLine> lines) => [.. lines.OrderBy(line => line.Id, StringComparer.Ordinal)];

    private static BalanceLine Line(Func<string, object?> cell) => new(
        (string)cell("balance_id")!,
        Number(cell("opening"))!.Value,
        Sums(cell, ""),
        Number(cell("closing"))!.Value,
        Sums(cell, "year_to_date_"),
        Sums(cell, "phase_to_date_"),
        Convert.ToBoolean(cell("provisional"), CultureInfo.InvariantCulture),
        Enum.Parse<DataSource>((string)cell("data_source")!, ignoreCase: true));

    private static Totals Sums(Func<string, object?> cell, string prefix)
    {
        decimal? Amount(string name) => Number(cell(prefix + name));
        int? Count(string name) => (int?)Amount(name);
        return new Totals(
            Amount("committed"), Amount("amended"), Amount("disbursed"), Amount("refunded"), Amount("cancelled"),
            Count("grants"), Count("projects"), Count("cooperatives"), Amount("total_cost"), Amount("indh_contribution"));
    }

    private static decimal? Number(object? value) =>
        value is null or DBNull ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
