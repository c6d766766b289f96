using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Reporting;

/// <summary>
/// Writes one file of the report for each province. The same report gives the same bytes. It is found by
/// <c>[assembly: Shipped(…)]</c> in its own file.
/// </summary>
public interface IProvinceWriter
{
    /// <summary>What the file is.</summary>
    ReportFormat Format { get; }

    /// <summary>The language that it is written in.</summary>
    string Language { get; }

    /// <summary>What its name ends with, after the code of the province.</summary>
    string Ending { get; }

    /// <summary>The file of a province.</summary>
    ReadOnlyMemory<byte> Write(MonthReport report, ProvinceReport province);
}
