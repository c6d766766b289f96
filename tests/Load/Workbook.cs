using System.IO.Compression;

namespace IndhCoops.Load;

/// <summary>Compares workbooks by what is in their files: the package around them says when it was made.</summary>
internal static class Workbook
{
    /// <summary>What differs; null where it is the same.</summary>
    public static async Task<string?> IsAsync(HttpContent content, ReadOnlyMemory<byte> expected, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            var (given, right) = (Parts(body), Parts(expected.ToArray()));
            return given.Keys.Order(StringComparer.Ordinal).SequenceEqual(right.Keys.Order(StringComparer.Ordinal))
                ? right.Where(part => !part.Value.AsSpan().SequenceEqual(given[part.Key])).Select(part => $"200 with another {part.Key}")
                    .FirstOrDefault()
                : $"200 with the parts {string.Join(", ", given.Keys)}";
        }
        catch (InvalidDataException exception)
        {
            return $"200 with a broken workbook: {exception.Message}";
        }
    }

    private static Dictionary<string, byte[]> Parts(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var part = entry.Open();
            using var bytes = new MemoryStream();
            part.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
