using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Reports;

/// <summary>What the pages and the feed of reports say.</summary>
internal static class ReportTexts
{
    /// <summary>The parameter that chooses a province.</summary>
    public const string Territory = "territory";

    public static readonly LocalText Reports = new("Rapports", "التقارير", "Reports");

    public static readonly LocalText ListIs = new(
        "Un rapport par mois, en français et en arabe, et un par province ; une nouvelle révision quand des chiffres changent.",
        "تقرير لكل شهر بالفرنسية والعربية، وتقرير لكل إقليم؛ ومراجعة جديدة كلما تغيرت الأرقام.",
        "A report for each month, in French and in Arabic, and one for each province; another revision when figures change.");

    public static readonly LocalText None = new(
        "Aucun rapport n’est encore publié.", "لم ينشر أي تقرير بعد.", "No report has been published yet.");
    public static readonly LocalText LatestFrench = new("Dernier rapport en français", "آخر تقرير بالفرنسية", "Latest report in French");
    public static readonly LocalText LatestArabic = new("Dernier rapport en arabe", "آخر تقرير بالعربية", "Latest report in Arabic");
    public static readonly LocalText Feed = new("S’abonner (Atom)", "اشتراك (Atom)", "Subscribe (Atom)");
    public static readonly LocalText ProvinceReport = new("Le rapport d’une province", "تقرير إقليم", "The report of a province");
    public static readonly LocalText WholeCountry = new("Tout le pays", "البلد كله", "The whole country");
    public static readonly LocalText Choose = new("Choisir", "اختيار", "Choose");
    public static readonly LocalText Month = new("Mois", "الشهر", "Month");
    public static readonly LocalText Revision = new("Révision", "المراجعة", "Revision");
    public static readonly LocalText Newest = new("la dernière", "الأخيرة", "the newest");
    public static readonly LocalText StruckAt = new("Soldes arrêtés le", "تاريخ حصر الأرصدة", "Balances computed at");
    public static readonly LocalText Read = new("Lire et imprimer", "قراءة وطباعة", "Read and print");
    public static readonly LocalText Data = new("Données", "المعطيات", "Data");
    public static readonly LocalText Changed = new("Ce qui a changé", "ما الذي تغير", "What changed");
    public static readonly LocalText Against = new("par rapport à la révision {0}", "مقارنة بالمراجعة {0}", "against revision {0}");
    public static readonly LocalText Older = new("Rapports plus anciens", "تقارير أقدم", "Older reports");
    public static readonly LocalText HowTitle = new("Imprimer, analyser", "الطباعة والتحليل", "Print, analyse");

    public static readonly LocalText How = new(
        "Les pages sont faites pour l’écran et pour le papier A4 : la commande d’impression du navigateur les enregistre aussi en PDF. "
            + "Le classeur s’ouvre dans Excel et LibreOffice.",
        "الصفحات معدة للشاشة ولورق A4: أمر الطباعة في المتصفح يحفظها أيضا بصيغة PDF. ويفتح المصنف في Excel وLibreOffice.",
        "The pages are made for the screen and for A4 paper: the browser’s print command also saves them as PDF. "
            + "The workbook opens in Excel and LibreOffice.");

    public static readonly LocalText Dataset = new(
        "Toutes les données en Parquet, pour DuckDB et Spark",
        "جميع المعطيات بصيغة Parquet، لبرنامجي DuckDB وSpark",
        "All data as Parquet, for DuckDB and Spark");

    public static readonly LocalText UnknownTerritory = new(
        "Aucune province n’a le code « {0} ».", "لا إقليم له الرمز «{0}».", "No province has the code “{0}”.");

    public static readonly LocalText NoReport = new(
        "Aucun rapport publié ne correspond à cette adresse.",
        "لا يوجد تقرير منشور يوافق هذا العنوان.",
        "No published report answers to this address.");

    public static readonly LocalText NoStorage = new(
        "Le stockage des rapports ne répond pas. Réessayez dans un instant.",
        "لا يجيب مخزن التقارير. أعيدوا المحاولة بعد لحظة.",
        "The storage of the reports does not answer. Try again in a moment.");

    public static readonly LocalText ReportOf = new("Rapport : {0}, révision {1}", "تقرير: {0}، المراجعة {1}", "Report: {0}, revision {1}");
    public static readonly LocalText ChangesOf = new(
        "{0} : de la révision {1} à la révision {2}", "{0}: من المراجعة {1} إلى المراجعة {2}", "{0}: from revision {1} to revision {2}");

    public static readonly LocalText ChangesAre = new(
        "{0} soldes ont changé. Chaque chiffre du mois avant et après.",
        "تغير {0} من الأرصدة. كل رقم من أرقام الشهر قبل وبعد.",
        "{0} balances changed. Each figure of the month before and after.");

    public static readonly LocalText Unchanged = new(
        "Aucun chiffre du mois n’a changé ; ses cumuls ou ses bilans ont changé.",
        "لم يتغير أي رقم من أرقام الشهر؛ تغيرت مجاميعه أو حصائله.",
        "No figure of the month changed; its totals to date or its statements did.");

    public static readonly LocalText Country = new("Le pays", "البلد", "The country");
    public static readonly LocalText Balances = new("Par province et programme", "حسب الإقليم والبرنامج", "By province and programme");
    public static readonly LocalText Measure = new("Chiffre", "الرقم", "Figure");
    public static readonly LocalText Before = new("Avant", "قبل", "Before");
    public static readonly LocalText After = new("Après", "بعد", "After");
    public static readonly LocalText Difference = new("Écart", "الفارق", "Difference");
    public static readonly LocalText FirstOf = new("Les {0} premiers de {1}.", "أول {0} من {1}.", "The first {0} of {1}.");
}
