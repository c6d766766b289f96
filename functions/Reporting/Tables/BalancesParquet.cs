using System.Globalization;
using IndhCoops.Domain.Reports;
using Parquet;
using Parquet.Schema;

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>The balances in typed columns: decimal(14,2), date, int32, boolean and string.</summary>
internal sealed class BalancesParquet : IReportWriter
{
    private const int Precision = 14;
    private const int Scale = 2;

    public ReportFormat Format => ReportFormat.Parquet;

    public string FileName => "balances.parquet";

    public string ContentType => "application/vnd.apache.parquet";

    // The file is written to memory, where nothing is waited for.
    public ReportContent Write(MonthReport report) => WriteAsync(report).GetAwaiter().GetResult();

    private static async Task<ReportContent> WriteAsync(MonthReport report)
    {
        var columns = BalanceColumns.All.Select(column => (Column: column, Field: FieldOf(column))).ToList();
        using var bytes = new MemoryStream();
        await using (var file = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => (Field)column.Field)), bytes))
        {
            file.CustomMetadata = new Dictionary<string, string>
            {
                ["period"] = report.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["revision"] = report.Revision.ToString(CultureInfo.InvariantCulture),
                ["data_source"] = EnumNames.Of(report.DataSource),
            };
            if (report.Balances.Count > 0)
            {
                using var rows = file.CreateRowGroup();
                foreach (var (column, field) in columns)
                {
                    await WriteAsync(rows, column, field, [.. report.Balances.Select(line => column.Value(report, line))]);
                }
            }
        }

        return new ReportContent(bytes.ToArray(), report.Balances.Count);
    }

    private static DataField FieldOf(BalanceColumn column) => column.Type switch
    {
        ColumnType.Text => new DataField(column.Name, typeof(string), isNullable: !column.Required),
        ColumnType.Date => new DataField(column.Name, typeof(DateOnly), isNullable: !column.Required),
        ColumnType.Integer => new DataField(column.Name, typeof(int), isNullable: !column.Required),
        ColumnType.Flag => new DataField(column.Name, typeof(bool), isNullable: !column.Required),
        _ => new DecimalDataField(column.Name, Precision, Scale, isNullable: !column.Required),
    };

    private static Task WriteAsync(ParquetRowGroupWriter rows, BalanceColumn column, DataField field, object?[] values) => column.Type switch
    {
        ColumnType.Text => rows.WriteAsync(field, values.Cast<string>().ToArray()),
        ColumnType.Date => WriteAsync<DateOnly>(rows, column, field, values),
        ColumnType.Integer => WriteAsync<int>(rows, column, field, values),
        ColumnType.Flag => WriteAsync<bool>(rows, column, field, values),
        _ => WriteAsync<decimal>(rows, column, field, values),
    };

    private static Task WriteAsync<T>(ParquetRowGroupWriter rows, BalanceColumn column, DataField field, object?[] values)
        where T : struct => column.Required
        ? rows.WriteAsync<T>(field, values.Cast<T>().ToArray())
        : rows.WriteAsync<T>(field, values.Cast<T?>().ToArray());
}
