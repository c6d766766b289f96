using System.Globalization;
using CsvHelper;
using IndhCoops.Domain.Csv;
using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>
/// The balances as RFC 4180 says: comma, CRLF, quotes where they are needed; in UTF-8 with a byte order mark, amounts with a
/// decimal point. DuckDB and pandas read it as it is, and a spreadsheet in French by Données &gt; À partir d'un fichier texte.
/// Excel users should open the workbook; the CSV is for programs. It is guarded against formulas all the same, since people do open it in a
/// spreadsheet. A program that needs every text as it was recorded reads the Parquet file.
/// </summary>
internal sealed class BalancesCsv : IReportWriter
{
    public const string Name = "balances.csv";

    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public ReportFormat Format => ReportFormat.Csv;

    public string FileName => Name;

    public string ContentType => "text/csv; charset=utf-8; header=present";

    public ReportContent Write(MonthReport report)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            csv.WriteHeader([.. BalanceColumns.All.Select(column => FormulaGuard.Apply(column.Heading))]);
            foreach (var line in report.Balances)
            {
                foreach (var column in BalanceColumns.All)
                {
                    csv.WriteField(Text(column.Value(report, line)));
                }

                csv.EndRecord();
            }
        }

        return new ReportContent(bytes.ToArray(), report.Balances.Count);
    }

    private static string? Text(object? value) => value switch
    {
        decimal amount => amount.ToString("F2", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        string text => FormulaGuard.Apply(text),
        _ => value?.ToString(),
    };
}
