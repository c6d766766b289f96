using System.Globalization;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake;

/// <summary>Describes the result of an import in sentences: for a console, and for a file beside the imported one.</summary>
public static class ImportReport
{
    private static readonly LocalText
        SheetLine = new(
            "{0} : {1} nouvelles lignes, {2} modifiées, {3} déjà là, {4} refusées.",
            "{0}: {1} سطر جديد، {2} معدل، {3} موجود من قبل، {4} مرفوض.",
            "{0}: {1} rows new, {2} changed, {3} there already, {4} refused."),
        UnknownColumns = new("  Colonnes ignorées : {0}.", "  أعمدة متجاهلة: {0}.", "  Columns ignored: {0}."),
        PassedOver = new(
            "  Titres et totaux, qui ne sont pas des données : lignes {0}.",
            "  عناوين ومجاميع ليست معطيات: السطور {0}.",
            "  Titles and totals, which are no data: lines {0}."),
        Examples = new("  Lignes d’exemple laissées de côté : {0}.", "  سطور أمثلة لم تؤخذ: {0}.", "  Example rows left out: {0}."),
        IgnoredSheets = new("Feuilles ignorées : {0}.", "أوراق متجاهلة: {0}.", "Sheets ignored: {0}."),
        Look = new("À vérifier : {0}", "للتحقق: {0}", "To check: {0}"),
        RefusedRows = new(
            "Les lignes refusées, avec les raisons : {0}", "السطور المرفوضة مع الأسباب: {0}", "The refused rows, with the reasons: {0}"),
        DryRun = new("Essai : rien n’a été écrit.", "تجربة: لم يكتب أي شيء.", "Dry run: nothing was written.");

    /// <summary>The sentences.</summary>
    /// <param name="result">What became of the file.</param>
    /// <param name="isDryRun">Whether nothing was to be written.</param>
    /// <param name="language">The language.</param>
    public static IEnumerable<string> Lines(ImportResult result, bool isDryRun, IntakeLanguage language)
    {
        yield return $"{result.FileName} (SHA-256 {result.Sha256})";
        foreach (var sheet in result.Sheets)
        {
            yield return Say(SheetLine, language, sheet.Name, sheet.New, sheet.Changed, sheet.Same, sheet.Refused);
            if (sheet.UnknownColumns.Count > 0)
            {
                yield return Say(UnknownColumns, language, string.Join(", ", sheet.UnknownColumns));
            }

            if (sheet.PassedOver.Count > 0)
            {
                yield return Say(
                    PassedOver, language, string.Join(", ", sheet.PassedOver.Take(20)) + (sheet.PassedOver.Count > 20 ? " …" : ""));
            }

            if (sheet.Examples > 0)
            {
                yield return Say(Examples, language, sheet.Examples);
            }
        }

        if (result.IgnoredSheets.Count > 0)
        {
            yield return Say(IgnoredSheets, language, string.Join(", ", result.IgnoredSheets));
        }

        var names = result.Sheets.ToDictionary(sheet => sheet.Kind, sheet => sheet.Name);
        foreach (var change in result.Changes)
        {
            yield return $"{names[change.Sheet]}!{change.Line} {change.Field}: {change.Old ?? "—"} → {change.New ?? "—"}";
        }

        foreach (var warning in result.Warnings)
        {
            yield return Say(Look, language, Line(warning, language));
        }

        foreach (var refusal in result.Refusals)
        {
            yield return Line(refusal, language);
        }

        yield return Ending(result.Outcome).In(language);
        if (isDryRun)
        {
            yield return DryRun.In(language);
        }
    }

    /// <summary>Says where the refused rows are.</summary>
    public static string RefusedRowsAre(string place, IntakeLanguage language) => Say(RefusedRows, language, place);

    private static string Line(Refusal refusal, IntakeLanguage language) =>
        string.Join(
            " ",
            ((string?[])[refusal.Place, refusal.Value is { Length: > 0 } value ? $"« {value} »" : null, refusal.Sentence(language)]).Where(
                part => part is { Length: > 0 }));

    private static LocalText Ending(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Accepted => new("Tout est accepté.", "قبل كل شيء.", "All is taken."),
        ImportOutcome.AcceptedSound => new(
            "Les lignes correctes sont acceptées, les autres refusées.",
            "قبلت السطور السليمة ورفضت الأخرى.",
            "The sound rows are taken, the others refused."),
        ImportOutcome.Unchanged => new(
            "Tout est déjà là : rien ne change.", "كل شيء موجود من قبل: لا تغيير.", "All is there already: nothing changes."),
        _ => new(
            "Le fichier est refusé : rien ne change. Corrigez les lignes refusées, ou acceptez les autres.",
            "الملف مرفوض: لا تغيير. صححوا السطور المرفوضة أو اقبلوا الأخرى.",
            "The file is refused: nothing changes. Correct the refused rows, or take the others."),
    };

    private static string Say(LocalText text, IntakeLanguage language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
