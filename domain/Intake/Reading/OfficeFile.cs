using System.Buffers.Binary;
using IndhCoops.Domain.Intake.Reading.Giving;
using IndhCoops.Domain.Intake.Reading.Workbooks;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>Reads the sheets of a file, whatever an office calls it: its content says what it is.</summary>
internal static class OfficeFile
{
    private const uint Zip = 0x504B0304, EmptyZip = 0x504B0506, Compound = 0xD0CF11E0, Pdf = 0x25504446;

    /// <summary>The sheets, in order. Each must be read before the next.</summary>
    /// <param name="file">The file, which can be sought.</param>
    /// <param name="name">Its name, which names the sheet of a text.</param>
    /// <exception cref="FileRefusedException">It is none that can be read; also while it is read.</exception>
    public static IEnumerable<SourceSheet> Sheets(Stream file, string name, IntakeOptions options)
    {
        if (file.Length > options.MaxBytes)
        {
            throw new FileRefusedException(RefusalReason.FileTooLarge, [Megabytes(file.Length), Megabytes(options.MaxBytes)]);
        }

        switch (Signature(file))
        {
            case null:
                throw new FileRefusedException(RefusalReason.FileEmpty);
            case Zip or EmptyZip:
                return WorkbookSheets.Read(file, options);
            case Compound:
                throw new FileRefusedException(IsEncrypted(file) ? RefusalReason.FileEncrypted : RefusalReason.FileOldWorkbook);
            case Pdf:
                throw new FileRefusedException(RefusalReason.FileNoWorkbook);
            case var _ when GivingFile.IsJson(file):
                return GivingSheets.Read(file, options);
            default:
                return [TextTable.Read(file, Path.GetFileNameWithoutExtension(name))];
        }
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{Math.Ceiling(bytes / 1048576m):0}");

    private static uint? Signature(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read switch
        {
            0 => null,
            4 => BinaryPrimitives.ReadUInt32BigEndian(start),
            _ => 0,
        };
    }

    // An encrypted workbook is a stream of that name within a compound file; the name stands there as UTF-16.
    private static bool IsEncrypted(Stream file)
    {
        ReadOnlySpan<byte> name = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;
        var content = new byte[64 * 1024];
        var kept = 0;
        file.Position = 0;
        while (file.ReadAtLeast(content.AsSpan(kept), content.Length - kept, throwOnEndOfStream: false) is > 0 and var read)
        {
            var filled = content.AsSpan(0, kept + read);
            if (filled.IndexOf(name) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled.Length, name.Length - 1);
            filled[^kept..].CopyTo(content);
        }

        return false;
    }
}
