using System.Collections.Frozen;
using IndhCoops.Domain;
using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Says how far the loading of the data is: its step, such as <c>schema</c> or a table, and what of it is done.</summary>
internal static class LoadingTexts
{
    public static readonly LocalText Title = new("Le service se prépare", "الخدمة قيد التحضير", "The service is getting ready");
    public static readonly LocalText Again = new(
        "La page se recharge d’elle-même.", "تُعاد الصفحة تلقائيا.", "The page loads itself again.");

    private static readonly LocalText Loading = new("chargement", "جارٍ التحميل", "loading");
    private static readonly LocalText Rows = new("lignes", "سطر", "rows");
    private static readonly LocalText Comma = new(",", "،", ",");

    private static readonly FrozenDictionary<string, LocalText> Steps = new LocalText[]
    {
        new("structure de la base", "بنية قاعدة المعطيات", "schema"),
        new("données de référence", "المعطيات المرجعية", "reference data"),
        new("coopératives", "التعاونيات", "cooperatives"),
        new("projets", "المشاريع", "projects"),
        new("subventions", "الإعانات", "grants"),
        new("mouvements", "الحركات", "movements"),
        new("contrôle des règles", "التحقق من القواعد", "rules"),
        new("statistiques de la base", "إحصاءات قاعدة المعطيات", "statistics"),
        new("contrôle du fichier", "التحقق من الملف", "integrity"),
        new("copie de lecture", "نسخة القراءة", "read replica"),
    }.ToFrozenDictionary(step => step.English);

    /// <summary>How much of the step is done, in whole percent; null where that is not known.</summary>
    public static int? Percent(WorkProgress progress) => progress.Share is { } share ? (int)(share * 100) : null;

    /// <summary>The step with its figures: <c>cooperatives 43 %, 860 rows</c>.</summary>
    public static string Figures(WorkProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Step}{Share(progress)}{(progress.Rows > 0 ? $", {progress.Rows:N0} rows" : "")}");

    /// <summary>For programs and logs: <c>loading, cooperatives 43 %, 860 rows</c>.</summary>
    public static string Sentence(WorkProgress progress) => progress.Step.Length == 0 ? "loading" : $"loading, {Figures(progress)}";

    /// <summary>For readers of a page: <c>chargement, coopératives 43 %, 860 lignes</c>.</summary>
    public static string Sentence(WorkProgress progress, IntakeLanguage language)
    {
        if (progress.Step.Length == 0)
        {
            return Loading.In(language);
        }

        var comma = Comma.In(language);
        var step = Steps.TryGetValue(progress.Step, out var known) ? known.In(language) : progress.Step;
        var rows = progress.Rows > 0 ? string.Create(CultureInfo.InvariantCulture, $"{comma} {progress.Rows} {Rows.In(language)}") : "";
        return $"{Loading.In(language)}{comma} {step}{Share(progress)}{rows}";
    }

    private static string Share(WorkProgress progress) =>
        Percent(progress) is { } percent ? string.Create(CultureInfo.InvariantCulture, $" {percent} %") : "";
}
