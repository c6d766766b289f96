using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Reporting;

/// <summary>
/// Writes one file of a report. The same report gives the same bytes, whenever and wherever it is written. It is found by
/// <c>[assembly: Shipped(…)]</c> in its own file.
/// </summary>
public interface IReportWriter
{
    /// <summary>What the file is.</summary>
    ReportFormat Format { get; }

    /// <summary>Its name, the same for every month.</summary>
    string FileName { get; }

    /// <summary>The language that it is written in; null where programs read it.</summary>
    string? Language => null;

    /// <summary>The file of a report.</summary>
    ReportContent Write(MonthReport report);
}

/// <summary>The content of a file.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Rows">How many balances it holds; null where it is no table.</param>
public sealed record ReportContent(ReadOnlyMemory<byte> Bytes, int? Rows);
