using System.Buffers;
using System.Text;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>
/// Finds text that one program wrote as UTF-8, and another read in a code page of Windows and saved: <c>CoopÃ©rative</c>.
/// </summary>
internal static class GarbledText
{
    private static readonly Encoding Latin = Page(1252), Arabic = Page(1256);

    public static bool IsGarbled(string text) => !Ascii.IsValid(text) && (IsUtf8In(Latin, text) || IsUtf8In(Arabic, text));

    // The letters of the page are the bytes of UTF-8. Hard spaces (in "à") and control characters among them have become spaces, so that a
    // few may be broken. In text that is sound nearly all are: behind a letter of the upper half none of the lower half follows.
    private static bool IsUtf8In(Encoding page, string text)
    {
        ReadOnlySpan<byte> bytes = page.GetBytes(text);
        var (latin, other, broken) = (0, 0, 0);
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var start)
        {
            bytes = bytes[start..];
            var status = Rune.DecodeFromUtf8(bytes, out var letter, out var length);
            var wasA = bytes is [0xC3, (byte)' ', ..];
            bytes = bytes[length..];
            switch (status == OperationStatus.Done ? letter.Value : 0)
            {
                case (>= 0xA0 and <= 0x17F) or (>= 0x2010 and <= 0x203A) or 0x20AC:
                    latin++;
                    break;
                case (>= 0x600 and <= 0x6FF) or (>= 0x2D30 and <= 0x2D7F):
                    other++;
                    break;
                default:
                    broken += wasA ? 0 : 1;
                    break;
            }
        }

        // "OÙ…" alone would be one letter of Arabic.
        return latin + other > broken && latin + other > (latin > 0 ? 0 : 1);
    }

    private static Encoding Page(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;
}
