using System.IO.Compression;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>
/// Looks at the parts of a workbook before any is unpacked, and refuses what would cost more than it may. What a part unpacks to is bounded
/// by what its entry says: .NET stops there.
/// </summary>
internal static class WorkbookGuard
{
    private const int MostParts = 2_000;

    // Sheets of a hundred thousand rows are packed to a twentieth; from here on blanks are all there is.
    private const int MostRatio = 150;
    private const long SmallPart = 8 << 20;

    // The texts of a workbook are held in memory.
    private const long MostTexts = 96 << 20;

    public static void Check(Stream file, IntakeOptions options)
    {
        file.Position = 0;
        using var workbook = Open(file);
        var parts = workbook.Entries;
        if (parts.Any(part => Is(part, "content.xml")) && parts.Any(part => Is(part, "mimetype")))
        {
            throw new FileRefusedException(RefusalReason.FileOpenDocument);
        }

        // A binary workbook (.xlsb) has no XML.
        if (parts.Any(part => Is(part, "xl/workbook.bin"))
            || !parts.Any(part => Is(part, "[Content_Types].xml"))
            || !parts.Any(part => NameOf(part).StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FileRefusedException(RefusalReason.FileNoWorkbook);
        }

        if (parts.Any(part => NameOf(part).EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || NameOf(part).Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FileRefusedException(RefusalReason.FileMacros);
        }

        if (parts.Count > MostParts
            || parts.Sum(part => part.Length) > options.MaxBytes * 10
            || parts.Any(part => part.Length > SmallPart && part.Length / Math.Max(1, part.CompressedLength) > MostRatio)
            || parts.Any(part => NameOf(part).EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) && part.Length > MostTexts))
        {
            throw new FileRefusedException(RefusalReason.FileBomb);
        }
    }

    private static bool Is(ZipArchiveEntry part, string name) => NameOf(part).Equals(name, StringComparison.OrdinalIgnoreCase);

    // Some programs of Windows part folders by backslashes.
    private static string NameOf(ZipArchiveEntry part) => part.FullName.Replace('\\', '/');

    private static ZipArchive Open(Stream file)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries;
            return archive;
        }
        catch (InvalidDataException exception)
        {
            throw new FileRefusedException(RefusalReason.FileDamaged, cause: exception);
        }
    }
}
