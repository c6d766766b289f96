using System.Text;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions.Publishing;

/// <summary>A report with its files, complete in memory: some hundred rows, whatever the size of the ledger.</summary>
internal sealed class Edition
{
    private Edition(Manifest manifest, IReadOnlyDictionary<string, (string ContentType, ReadOnlyMemory<byte> Bytes)> files) =>
        (Manifest, Files) = (manifest, files);

    /// <summary>What it consists of.</summary>
    public Manifest Manifest { get; }

    /// <summary>The files by their names, without the manifest.</summary>
    public IReadOnlyDictionary<string, (string ContentType, ReadOnlyMemory<byte> Bytes)> Files { get; }

    /// <summary>Writes every file of a report. Their folder is named by what they contain, so that no two contents ever share a path.</summary>
    public static Edition Of(MonthReport report, IEnumerable<IReportWriter> writers)
    {
        var files = writers.Select(writer => (Writer: writer, Content: writer.Write(report)))
            .Select(file => (file.Writer, file.Content, Sha256: Checksums.Sha256(file.Content.Bytes.Span)))
            .ToList();
        var digest = Checksums.Sha256(Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.Sha256))))[..12];
        var folder = $"{Manifest.FolderOf(report.Period, report.Revision)}/{digest}";

        var manifest = new Manifest(report.Period, report.Revision, report.DataSource, report.Strike, [.. files.Select(file => new ManifestFile(
            file.Writer.Format,
            file.Writer.FileName,
            $"{folder}/{file.Writer.FileName}",
            file.Content.Bytes.Length,
            file.Sha256,
            Checksums.Md5(file.Content.Bytes.Span),
            file.Content.Rows))]);
        return new Edition(manifest, files.ToDictionary(file => file.Writer.FileName, file => (file.Writer.ContentType, file.Content.Bytes)));
    }
}
