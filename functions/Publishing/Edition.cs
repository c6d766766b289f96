using System.Text;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions.Publishing;

/// <summary>A report with its files, complete in memory: some megabytes, whatever the size of the ledger.</summary>
internal sealed class Edition
{
    // The manifest lists files in this order, and new formats last. Keep the order: a damaged manifest is written again, byte by byte.
    private static readonly ReportFormat[] CountryOrder =
    [
        ReportFormat.Csv, ReportFormat.Parquet, ReportFormat.Xlsx, ReportFormat.Html, ReportFormat.DataPackage,
    ];
    private static readonly ReportFormat[] ProvinceOrder = [ReportFormat.Html, ReportFormat.Xlsx];

    private Edition(Manifest manifest, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) => (Manifest, Files) = (manifest, files);

    /// <summary>What it consists of.</summary>
    public Manifest Manifest { get; }

    /// <summary>The files by their names, without the manifest.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; }

    /// <summary>
    /// Writes every file of a report. Their folder is named by what they contain, so that no two contents ever share a path.
    /// </summary>
    public static Edition Of(MonthReport report, IEnumerable<IReportWriter> writers, IEnumerable<IProvinceWriter> provinceWriters)
    {
        var country = writers
            .OrderBy(writer => Place(CountryOrder, writer.Format))
            .ThenByDescending(writer => writer.Language, StringComparer.Ordinal)
            .ThenBy(writer => writer.FileName, StringComparer.Ordinal)
            .Select(writer =>
            {
                var content = writer.Write(report);
                return (
                    File: FileOf(writer.Format, writer.FileName, content.Bytes) with { Rows = content.Rows, Language = writer.Language },
                    content.Bytes);
            });
        var ofProvince = provinceWriters
            .OrderBy(writer => Place(ProvinceOrder, writer.Format))
            .ThenByDescending(writer => writer.Language, StringComparer.Ordinal)
            .ThenBy(writer => writer.Ending, StringComparer.Ordinal)
            .ToList();
        var provinces = report.ProvinceReports.SelectMany(_ => ofProvince, (province, writer) =>
        {
            var bytes = writer.Write(report, province);
            var code = province.Province.Code;
            return (
                File: FileOf(writer.Format, NameOf(code, writer.Ending), bytes) with { Territory = code, Language = writer.Language },
                Bytes: bytes);
        });
        List<(ManifestFile File, ReadOnlyMemory<byte> Bytes)> files = [.. country, .. provinces];
        var digest = Checksums.Sha256(Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.File.Sha256))))[..12];
        var folder = $"{Manifest.FolderOf(report.Period, report.Revision)}/{digest}";
        var manifest = new Manifest(
            report.Period,
            report.Revision,
            report.DataSource,
            report.Strike,
            [.. files.Select(file => file.File with { Path = $"{folder}/{file.File.Name}" })]);
        return new Edition(manifest, files.ToDictionary(file => file.File.Name, file => file.Bytes));
    }

    /// <summary>The name of a province's file.</summary>
    public static string NameOf(string province, string ending) => $"provinces/{province}{ending}";

    /// <summary>Some of its files, by a manifest of their own.</summary>
    public Edition With(IReadOnlyList<ManifestFile> files) => new(Manifest with { Files = files }, Files);

    private static int Place(ReportFormat[] order, ReportFormat format) =>
        order.IndexOf(format) is >= 0 and var place ? place : order.Length;

    private static ManifestFile FileOf(ReportFormat format, string name, ReadOnlyMemory<byte> bytes) =>
        new(format, name, name, bytes.Length, Checksums.Sha256(bytes.Span), Checksums.Md5(bytes.Span), null);
}
