using System.Text;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>
/// Finds the encoding of a text: by its byte order mark, else UTF-16 or UTF-8 where it is that, else the code page of Windows for French or
/// for Arabic.
/// </summary>
internal static class TextEncoding
{
    private const int Looked = 64 * 1024;

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

        var (even, odd) = Zeros(start);
        if (even + odd > 0)
        {
            // Of UTF-16 one half of the bytes are zeros, nearly: those of Latin letters, digits and separators.
            return odd > start.Length / 8 && even < odd / 8 ? Encoding.Unicode
                : even > start.Length / 8 && odd < even / 8 ? Encoding.BigEndianUnicode
                : null;
        }

        return IsUtf8(file, content)
            ? Encoding.UTF8
            : CodePagesEncodingProvider.Instance.GetEncoding(IsArabic(file, content) ? 1256 : 1252);
    }

    private static (int Even, int Odd) Zeros(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                (even, odd) = (even + (1 - (i & 1)), odd + (i & 1));
            }
        }

        return (even, odd);
    }

    private static bool IsUtf8(Stream file, byte[] content)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var letters = new char[content.Length + 1];
        file.Position = 0;
        try
        {
            while (file.Read(content) is > 0 and var read)
            {
                decoder.GetChars(content.AsSpan(0, read), letters, flush: false);
            }

            decoder.GetChars([], letters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
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
}
