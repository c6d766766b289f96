using System.Text;

namespace IndhCoops.Domain.Grants;

/// <summary>How a reference of a movement is written.</summary>
internal static class MovementReference
{
    /// <summary>The most characters of one.</summary>
    public const int MaxLength = 100;

    /// <summary>The reference as it is stored: without white space around it, and in the composed form of Unicode, so that one "é" is as good as another.</summary>
    /// <exception cref="MovementRefusedException">It is no reference.</exception>
    public static string? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        text = text.Trim();
        var isSound = text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune));
        var reference = isSound ? text.Normalize() : "";
        return reference.Length is > 0 and <= MaxLength
            ? reference
            : throw new MovementRefusedException(
                MovementRefusal.Reference, $"A reference has 1 to {MaxLength} characters, and no control characters such as line breaks: give the number under which you know the movement, or none.");
    }
}
