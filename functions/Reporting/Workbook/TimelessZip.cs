using System.IO.Compression;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>An archive whose entries do not say when they were written, so that the same content is the same bytes.</summary>
internal static class TimelessZip
{
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ReadOnlyMemory<byte> Of(MemoryStream archive)
    {
        using var bytes = new MemoryStream();
        using (var source = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                var copy = target.CreateEntry(entry.FullName);
                copy.LastWriteTime = Never;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return bytes.ToArray();
    }
}
