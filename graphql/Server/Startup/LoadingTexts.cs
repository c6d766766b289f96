using System.Collections.Frozen;
using IndhCoops.Domain;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Startup;

/// <summary>What the page says while the data is loaded, in one of the dashboard's languages.</summary>
/// <param name="Title">The page's title.</param>
/// <param name="Loading">The word before the step.</param>
/// <param name="Rows">What is counted.</param>
/// <param name="Again">That the page loads itself again.</param>
/// <param name="Steps">The names of the steps; a step without one has its own.</param>
internal sealed record LoadingTexts(
    string Language, string Title, string Loading, string Rows, string Again, IReadOnlyDictionary<string, string> Steps)
{
    private static readonly LoadingTexts French = new(
        "fr",
        "Le service se prépare",
        "chargement",
        "lignes",
        "La page se recharge d’elle-même.",
        new Dictionary<string, string>
        {
            ["schema"] = "structure de la base",
            ["reference data"] = "données de référence",
            ["cooperatives"] = "coopératives",
            ["projects"] = "projets",
            ["grants"] = "subventions",
            ["movements"] = "mouvements",
            ["rules"] = "contrôle des règles",
            ["statistics"] = "statistiques de la base",
            ["integrity"] = "contrôle du fichier",
            ["read replica"] = "copie de lecture",
        });

    private static readonly LoadingTexts English = new(
        "en", "The service is getting ready", "loading", "rows", "The page loads itself again.", FrozenDictionary<string, string>.Empty);

    private static readonly LoadingTexts Arabic = new(
        "ar",
        "الخدمة قيد التحضير",
        "جارٍ التحميل",
        "سطر",
        "تُعاد الصفحة تلقائيا.",
        new Dictionary<string, string>
        {
            ["schema"] = "بنية قاعدة البيانات",
            ["reference data"] = "البيانات المرجعية",
            ["cooperatives"] = "التعاونيات",
            ["projects"] = "المشاريع",
            ["grants"] = "المنح",
            ["movements"] = "الحركات",
            ["rules"] = "التحقق من القواعد",
            ["statistics"] = "إحصاءات قاعدة البيانات",
            ["integrity"] = "التحقق من الملف",
            ["read replica"] = "نسخة القراءة",
        });

    public string Direction => Language == "ar" ? "rtl" : "ltr";

    /// <summary>The texts that a request asks for.</summary>
    public static LoadingTexts For(HttpRequest request) => RequestLanguage.Of(request) switch
    {
        IntakeLanguage.Arabic => Arabic,
        IntakeLanguage.English => English,
        _ => French,
    };

    /// <summary>How far the loading is: <c>chargement, coopératives 43 %, 860 lignes</c>.</summary>
    public string Describe(WorkProgress progress)
    {
        if (progress.Step.Length == 0)
        {
            return Loading;
        }

        var step = Steps.GetValueOrDefault(progress.Step, progress.Step);
        var percent = LoadingSentence.Percent(progress) is { } share ? string.Create(CultureInfo.InvariantCulture, $" {share} %") : "";
        return progress.Rows > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Loading}{Comma} {step}{percent}{Comma} {progress.Rows} {Rows}")
            : $"{Loading}{Comma} {step}{percent}";
    }

    private string Comma => Language == "ar" ? "،" : ",";
}
