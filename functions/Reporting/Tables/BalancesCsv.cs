using System.Buffers;
using System.Globalization;
using System.Text;
using IndhCoops.Domain.Files.Csv;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting.Tables;

[assembly: Shipped(typeof(BalancesCsv))]

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>
/// The balances as RFC 4180 says: comma, CRLF, quotes where they are needed; in UTF-8 without a byte order mark, which the npm package
/// datapackage takes for a part of the first heading; amounts with a decimal point. DuckDB and pandas read it as it is, and a spreadsheet
/// in French by Données &gt; À partir d'un fichier texte. Excel users should open the workbook; the CSV is for programs. It is guarded
/// against formulas all the same, since people do open it in a spreadsheet. A program that needs every text as it was recorded reads the
/// Parquet file.
/// </summary>
internal sealed class BalancesCsv : IReportWriter
{
    public const string Name = "balances.csv";

    public ReportFormat Format => ReportFormat.Csv;

    public string FileName => Name;

    public string Language => ReportLanguage.French.Code;

    public ReportContent Write(MonthReport report)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var csv = new CsvRecords(new CsvFormat(HasByteOrderMark: false), bytes);
        csv.WriteHeadings(BalanceColumns.All.Select(column => column.Heading));
        foreach (var line in report.Balances)
        {
            foreach (var column in BalanceColumns.All)
            {
                WriteValue(csv, column.Value(report, line));
            }

            csv.EndRecord();
        }

        return new ReportContent(bytes.WrittenMemory, report.Balances.Count);
    }

    private static void WriteValue(CsvRecords csv, object? value)
    {
        switch (value)
        {
            case decimal amount:
                csv.WriteAmount(amount);
                break;
            case DateOnly day:
                csv.WriteValue(Encoding.UTF8.GetBytes(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                break;
            case bool flag:
                csv.WriteValue(flag ? "true"u8 : "false"u8);
                break;
            default:
                csv.WriteText(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
