using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace IndhCoops.Domain;

/// <summary>How an office's own number is written.</summary>
internal static class ReferenceText
{
    /// <summary>The most characters of one.</summary>
    public const int MaxLength = 100;

    /// <summary>The reference as it is stored: without white space around it, and in the composed form of Unicode, so that one "é" is as good as another.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? reference)
    {
        text = text.Trim();
        var isSound = text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune));
        reference = isSound ? text.Normalize() : "";
        return reference.Length is > 0 and <= MaxLength;
    }
}
