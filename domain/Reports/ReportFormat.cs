using IndhCoops.Domain.Files.Csv;
using IndhCoops.Domain.Files.Workbooks;

namespace IndhCoops.Domain.Reports;

/// <summary>What a file of a report is.</summary>
public enum ReportFormat
{
    /// <summary>What an office reads, in a browser or on paper.</summary>
    Html,

    /// <summary>The balances for a spreadsheet or any program: RFC 4180, UTF-8 with byte order mark.</summary>
    Csv,

    /// <summary>The balances for analysis: typed columns.</summary>
    Parquet,

    /// <summary>The figures as a workbook.</summary>
    Xlsx,

    /// <summary>A Data Package that describes the CSV: schema, licence, sources.</summary>
    DataPackage,

    /// <summary>The manifest: every other file with its size and checksum, and what the ledger looked like. Written last.</summary>
    Manifest,
}

/// <summary>The media types of report files.</summary>
public static class ReportFormats
{
    extension(ReportFormat format)
    {
        /// <summary>The media type under which such a file is stored and served.</summary>
        public string ContentType => format switch
        {
            ReportFormat.Html => "text/html; charset=utf-8",
            ReportFormat.Csv => CsvFormat.ContentType,
            ReportFormat.Parquet => "application/vnd.apache.parquet",
            ReportFormat.Xlsx => WorkbookWriter.ContentType,
            ReportFormat.DataPackage or ReportFormat.Manifest => "application/json",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Give the format its media type."),
        };
    }
}
