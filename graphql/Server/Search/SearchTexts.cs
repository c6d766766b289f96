using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Search;

/// <summary>The words of the search page.</summary>
internal static class SearchTexts
{
    public static readonly LocalText Title = new("Recherche", "البحث", "Search");
    public static readonly LocalText TitleOf = new("Recherche : {0}", "البحث: {0}", "Search: {0}");

    public static readonly LocalText Hint = new(
        "Cherchez une coopérative, un projet, une province, une région ou un programme par son nom, en français ou en arabe. "
            + "Les accents ne comptent pas.",
        "ابحثوا عن تعاونية أو مشروع أو إقليم أو جهة أو برنامج بالاسم، بالعربية أو بالفرنسية.",
        "Look for a cooperative, a project, a province, a region or a programme by its name, in French or Arabic. Accents do not count.");

    public static readonly LocalText Cut = new(
        "Seuls les {0} premiers caractères sont cherchés.", "يُبحث عن أول {0} حرف فقط.", "Only the first {0} characters are looked for.");

    public static readonly LocalText Nothing = new(
        "Aucun nom ne correspond. Essayez un seul mot, ou son début.",
        "لا يوجد اسم مطابق. جربوا كلمة واحدة أو بدايتها.",
        "No name matches. Try a single word, or its beginning.");

    public static readonly LocalText One = new("Un résultat.", "نتيجة واحدة.", "One result.");
    public static readonly LocalText Count = new(
        "{0} résultats, les meilleurs en tête.", "النتائج: {0}، الأفضل أولا.", "{0} results, the best first.");
    public static readonly LocalText First = new(
        "Les {0} meilleurs résultats. Un mot de plus en laisse moins.", "أفضل {0} نتيجة. كلمة إضافية تقلص عددها.",
        "The {0} best results. One more word leaves fewer.");
    public static readonly LocalText Results = new("Résultats", "النتائج", "Results");

    private static readonly Dictionary<string, LocalText> Kinds = new(StringComparer.Ordinal)
    {
        ["REGION"] = new("Région", "جهة", "Region"),
        ["PROVINCE"] = new("Province", "إقليم", "Province"),
        ["PROGRAMME"] = new("Programme", "برنامج", "Programme"),
        ["COOPERATIVE"] = new("Coopérative", "تعاونية", "Cooperative"),
        ["PROJECT"] = new("Projet", "مشروع", "Project"),
    };

    public static LocalText Kind(string kind) => Kinds[kind];
}
