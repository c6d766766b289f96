using System.Text;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions.Publishing;

/// <summary>A report with its files, complete in memory: some megabytes, whatever the size of the ledger.</summary>
internal sealed class Edition
{
    private Edition(Manifest manifest, IReadOnlyDictionary<string, (string ContentType, ReadOnlyMemory<byte> Bytes)> files) =>
        (Manifest, Files) = (manifest, files);

    /// <summary>What it consists of.</summary>
    public Manifest Manifest { get; }

    /// <summary>The files by their names, without the manifest.</summary>
    public IReadOnlyDictionary<string, (string ContentType, ReadOnlyMemory<byte> Bytes)> Files { get; }

    /// <summary>Writes every file of a report. Their folder is named by what they contain, so that no two contents ever share a path.</summary>
    public static Edition Of(MonthReport report, IEnumerable<IReportWriter> writers, IEnumerable<IProvinceWriter> provinceWriters)
    {
        var country = writers.Select(writer =>
        {
            var content = writer.Write(report);
            return new Written(writer.ContentType, content.Bytes, FileOf(writer.Format, writer.FileName, content.Bytes) with { Rows = content.Rows, Language = writer.Language });
        });
        var provinces = report.ProvinceReports.SelectMany(_ => provinceWriters, (province, writer) =>
        {
            var bytes = writer.Write(report, province);
            var code = province.Province.Code;
            return new Written(writer.ContentType, bytes, FileOf(writer.Format, NameOf(code, writer.Ending), bytes) with { Territory = code, Language = writer.Language });
        });
        List<Written> files = [.. country, .. provinces];
        var digest = Checksums.Sha256(Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.File.Sha256))))[..12];
        var folder = $"{Manifest.FolderOf(report.Period, report.Revision)}/{digest}";
        var manifest = new Manifest(
            report.Period, report.Revision, report.DataSource, report.Strike, [.. files.Select(file => file.File with { Path = $"{folder}/{file.File.Name}" })]);
        return new Edition(manifest, files.ToDictionary(file => file.File.Name, file => (file.ContentType, file.Bytes)));
    }

    /// <summary>The name of a province's file.</summary>
    public static string NameOf(string province, string ending) => $"provinces/{province}{ending}";

    /// <summary>Some of its files, by a manifest of their own.</summary>
    public Edition With(IReadOnlyList<ManifestFile> files) => new(Manifest with { Files = files }, Files);

    private static ManifestFile FileOf(Domain.Reports.ReportFormat format, string name, ReadOnlyMemory<byte> bytes) =>
        new(format, name, name, bytes.Length, Checksums.Sha256(bytes.Span), Checksums.Md5(bytes.Span), null);

    // A file and how the manifest names it.
    private sealed record Written(string ContentType, ReadOnlyMemory<byte> Bytes, ManifestFile File);
}
