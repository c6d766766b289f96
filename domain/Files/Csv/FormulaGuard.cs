using System.Buffers;
using System.Globalization;
using System.Text;

namespace IndhCoops.Domain.Files.Csv;

/// <summary>
/// Keeps spreadsheets from running what stands as text in a CSV file: an apostrophe goes before everything that a spreadsheet would take
/// for a formula, <c>'=1+1</c>. Only texts are given to it: a number below zero begins with a minus too, and stays a number.
/// </summary>
public static class FormulaGuard
{
    private const char Mark = '\'';

    // A spreadsheet may separate cells elsewhere than at commas: Excel in French does at semicolons, inside of quotes too. What follows one
    // of these may become a cell.
    private static readonly SearchValues<char> Separators = SearchValues.Create(";\t\r\n");
    private static readonly SearchValues<byte> SeparatorBytes = SearchValues.Create(";\t\r\n"u8);

    // The same signs as a Chinese or Japanese keyboard gives them (U+FF1D …) and their small forms (U+FE66 …): spreadsheets read them as
    // the plain ones.
    private static readonly SearchValues<char> Openers = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B");

    /// <summary>
    /// Whether a text may need an apostrophe. It costs next to nothing and errs on the side of yes, so that few texts become objects.
    /// </summary>
    /// <param name="text">The text, as UTF-8.</param>
    public static bool MayBeNeeded(ReadOnlySpan<byte> text) =>
        !text.IsEmpty
        && (Rune.DecodeFromUtf8(text, out var first, out _) != OperationStatus.Done
            || !Rune.IsLetterOrDigit(first)
            || text.ContainsAny(SeparatorBytes));

    /// <summary>
    /// The text with an apostrophe before each formula: at its beginning, and after what may separate cells. The same text where there is
    /// none.
    /// </summary>
    public static string Apply(string text)
    {
        StringBuilder? guarded = null;
        var copied = 0;
        for (var start = 0; ;)
        {
            // What begins with a tab or the end of a line is guarded whatever follows: a spreadsheet may drop these and read on.
            if (BeginsFormula(text.AsSpan(start)) || (start == 0 && text is ['\t' or '\r' or '\n', ..]))
            {
                guarded = (guarded ?? new StringBuilder(text.Length + 2)).Append(text, copied, start - copied).Append(Mark);
                copied = start;
            }

            var separator = text.AsSpan(start).IndexOfAny(Separators);
            if (separator < 0)
            {
                return guarded?.Append(text, copied, text.Length - copied).ToString() ?? text;
            }

            start += separator + 1;
        }
    }

    private static bool BeginsFormula(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Openers.Contains((char)rune.Value))
            {
                return true;
            }

            if (!IsPassedOver(rune))
            {
                return false;
            }
        }

        return false;
    }

    // What spreadsheets drop before they look for a formula, each of them something else: spaces, byte order marks, signs without width,
    // quotes. A separator is none of these, since what follows it is looked at by itself.
    private static bool IsPassedOver(Rune rune) =>
        (Rune.IsWhiteSpace(rune)
            || rune.Value is '"' or Mark
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
        && !(rune.IsBmp && Separators.Contains((char)rune.Value));
}
