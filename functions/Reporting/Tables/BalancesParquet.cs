using System.Globalization;
using IndhCoops.Domain.Files.Parquet;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting.Tables;

[assembly: Shipped(typeof(BalancesParquet))]

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>The balances in typed columns: decimal(18,2), date, int32, boolean and string.</summary>
internal sealed class BalancesParquet : IReportWriter
{
    public ReportFormat Format => ReportFormat.Parquet;

    public string FileName => "balances.parquet";

    // The file is written to memory, where nothing is waited for.
    public ReportContent Write(MonthReport report) => WriteAsync(report).GetAwaiter().GetResult();

    private static async Task<ReportContent> WriteAsync(MonthReport report)
    {
        using var bytes = new MemoryStream();
        var rows = await ParquetRows.CreateAsync(
            BalanceColumns.All.Select(column => new ParquetColumn(column.Name, ValueOf(column.Type), column.Required)),
            bytes,
            new Dictionary<string, string>
            {
                ["period"] = report.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["revision"] = report.Revision.ToString(CultureInfo.InvariantCulture),
                ["data_source"] = EnumNames.Of(report.DataSource),
            },
            CancellationToken.None);
        foreach (var line in report.Balances)
        {
            for (var i = 0; i < BalanceColumns.All.Count; i++)
            {
                rows.Add(i, BalanceColumns.All[i].Value(report, line));
            }

            await rows.EndRowAsync(CancellationToken.None);
        }

        await rows.FinishAsync(CancellationToken.None);
        return new ReportContent(bytes.ToArray(), report.Balances.Count);
    }

    internal static ParquetValue ValueOf(ColumnType type) => type switch
    {
        ColumnType.Date => ParquetValue.Day,
        ColumnType.Integer => ParquetValue.Whole,
        ColumnType.Amount => ParquetValue.Exact,
        ColumnType.Flag => ParquetValue.Flag,
        _ => ParquetValue.Text,
    };
}
