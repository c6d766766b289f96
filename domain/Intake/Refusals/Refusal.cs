using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Refusals;

/// <summary>What is wrong with a file, and where.</summary>
/// <param name="Sheet">The sheet; null where the whole file is refused.</param>
/// <param name="SheetName">Its name in the file; null where the whole file is refused.</param>
/// <param name="Line">The line; null where the whole sheet is refused.</param>
/// <param name="Cell">The cell, such as D7; null where it is no matter of one.</param>
/// <param name="Value">What stands there; null where it is no matter of one.</param>
/// <param name="Reason">Why it is refused.</param>
/// <param name="Arguments">What the sentences name.</param>
public sealed record Refusal(
    SheetKind? Sheet, string? SheetName, int? Line, string? Cell, string? Value, RefusalReason Reason, IReadOnlyList<string> Arguments)
{
    /// <summary>Where it is: <c>Mouvements!D7</c>.</summary>
    public string Place => (SheetName, Cell, Line) switch
    {
        (null, _, _) => "",
        (var sheet, { } cell, _) => $"{sheet}!{cell}",
        (var sheet, null, { } line) => FormattableString.Invariant($"{sheet}!{line}"),
        (var sheet, _, _) => sheet,
    };

    /// <summary>Why it is refused, and what to do.</summary>
    public string Sentence(IntakeLanguage language) => RefusalTexts.Sentence(Reason, Arguments, language);

    /// <summary>The same in two: why it is refused, and what to do.</summary>
    public (string Why, string Remedy) Parts(IntakeLanguage language) => RefusalTexts.Parts(Reason, Arguments, language);
}
