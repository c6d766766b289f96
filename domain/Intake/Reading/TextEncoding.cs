using System.Buffers;
using System.Text;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>
/// Finds the encoding of a text: by its byte order mark, else UTF-16 or UTF-8 where it is that, else the code page of Windows for French or
/// for Arabic.
/// </summary>
internal static class TextEncoding
{
    private const int Looked = 64 * 1024;

    private static readonly Encoding Ascii = Encoding.GetEncoding(
        "us-ascii", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"));

    /// <summary>Finds the encoding of a whole file; null where it is no text.</summary>
    public static Encoding? Find(Stream file)
    {
        var content = new byte[Looked];
        file.Position = 0;
        var start = content.AsSpan(0, file.ReadAtLeast(content, Looked, throwOnEndOfStream: false));
        var marked = start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (marked is not null)
        {
            return marked;
        }

        if (start.Contains((byte)0))
        {
            return IsUtf16(start, high: 1) ? Encoding.Unicode
                : IsUtf16(start, high: 0) ? Encoding.BigEndianUnicode
                : null;
        }

        if (IsUtf8(file, content))
        {
            return Encoding.UTF8;
        }

        // Of what DOS or a Macintosh wrote all but ASCII is lost, and refused where it stands.
        var page = IsArabic(file, content) ? 1256 : 1252;
        return page == 1252 && IsOfAnotherSystem(file, content)
            ? Ascii
            : CodePagesEncodingProvider.Instance.GetEncoding(page);
    }

    // In UTF-16 every letter has two bytes. The high one is 0 for Latin letters, digits and separators, 6 for Arabic letters, 0x2D for
    // Tifinagh.
    private static bool IsUtf16(ReadOnlySpan<byte> bytes, int high)
    {
        var (known, zeros, other) = (0, 0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if ((i & 1) != high)
            {
                other += bytes[i] == 0 ? 1 : 0;
            }
            else if (bytes[i] is 0 or 6 or 0x2D)
            {
                (known, zeros) = (known + 1, zeros + (bytes[i] == 0 ? 1 : 0));
            }
        }

        return known > bytes.Length / 4 && other <= zeros / 8;
    }

    // A file that is cut off, or pasted together, has a byte or two that are no UTF-8. Hardly any letters of the code pages of Windows are
    // UTF-8: in them an accent stands before a letter without one. What is lost is refused where it stands.
    private static bool IsUtf8(Stream file, byte[] content)
    {
        var (whole, broken, rest) = (0, 0, 0);
        file.Position = 0;
        while (file.ReadAtLeast(content.AsSpan(rest), content.Length - rest, throwOnEndOfStream: false) is > 0 and var read)
        {
            var bytes = content.AsSpan(0, rest + read);
            while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var ascii)
            {
                bytes = bytes[ascii..];
                var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
                if (status == OperationStatus.NeedMoreData)
                {
                    break;
                }

                (whole, broken) = status == OperationStatus.Done ? (whole + 1, broken) : (whole, broken + 1);
                bytes = bytes[length..];
            }

            rest = bytes.Length is < 4 and > 0 && bytes[0] >= 0x80 ? bytes.Length : 0;
            bytes[..rest].CopyTo(content);
        }

        return whole > broken || broken + rest == 0;
    }

    // In Windows-1256 the small French letters stand where they stand in Windows-1252, and Arabic ones everywhere else above 0xC0: three of
    // these in a row are a word of Arabic. In French they would be three capitals with accents.
    private static bool IsArabic(Stream file, byte[] content)
    {
        var run = 0;
        file.Position = 0;
        while (file.Read(content) is > 0 and var read)
        {
            foreach (var letter in content.AsSpan(0, read))
            {
                run = letter >= 0xC0
                    && letter is not (0xE0 or 0xE2 or (>= 0xE7 and <= 0xEB) or 0xEE or 0xEF or 0xF4 or 0xF9 or 0xFB or 0xFC or 0xD7 or 0xF7)
                    ? run + 1
                    : 0;
                if (run == 3)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Excel also saves as "CSV (MS-DOS)" and "CSV (Macintosh)". Their é, è, ê and ç are signs in Windows-1252 that stand within no word.
    private static bool IsOfAnotherSystem(Stream file, byte[] content)
    {
        var (last, sign) = ((byte)0, false);
        file.Position = 0;
        while (file.Read(content) is > 0 and var read)
        {
            foreach (var letter in content.AsSpan(0, read))
            {
                var isLetter = char.IsAsciiLetter((char)letter);
                if (isLetter && sign)
                {
                    return true;
                }

                sign = char.IsAsciiLetter((char)last)
                    && letter is (>= 0x81 and <= 0x84) or (>= 0x86 and <= 0x8B) or (>= 0x8D and <= 0x90) or 0x9D or 0x9E;
                last = letter;
            }
        }

        return false;
    }
}
