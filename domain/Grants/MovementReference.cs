namespace IndhCoops.Domain.Grants;

/// <summary>How a reference of a movement is written.</summary>
internal static class MovementReference
{
    /// <summary>The reference as it is stored; null for none.</summary>
    /// <exception cref="MovementRefusedException">It is no reference.</exception>
    public static string? Read(string? text) =>
        text is null ? null
        : ReferenceText.TryRead(text, out var reference) ? reference
        : throw new MovementRefusedException(
            MovementRefusal.Reference,
            $"A reference has 1 to {ReferenceText.MaxLength} characters, and no control characters such as line breaks: "
                + "give the number under which you know the movement, or none.");
}
