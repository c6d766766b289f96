using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Pages;

/// <summary>What stands on every page.</summary>
internal static class PageTexts
{
    public static readonly LocalText Name = new(
        "INDH et coopératives", "المبادرة الوطنية للتنمية البشرية والتعاونيات", "INDH and cooperatives");
    public static readonly LocalText Skip = new("Aller au contenu", "الانتقال إلى المحتوى", "Skip to content");
    public static readonly LocalText Language = new("Langue", "اللغة", "Language");
    public static readonly LocalText Languages = new("fr, ar ou en", "fr أو ar أو en", "fr, ar or en");
    public static readonly LocalText Sections = new("Rubriques", "الأقسام", "Sections");
    public static readonly LocalText Trail = new("Vous êtes ici", "أنتم هنا", "You are here");
    public static readonly LocalText Dashboard = new("Tableau de bord", "لوحة القيادة", "Dashboard");
    public static readonly LocalText Explorer = new("Explorer", "الاستكشاف", "Explorer");
    public static readonly LocalText Search = new("Rechercher", "البحث", "Search");
    public static readonly LocalText SearchHint = new(
        "Coopérative, projet, province, programme", "تعاونية أو مشروع أو إقليم أو برنامج", "Cooperative, project, province, programme");

    public static readonly LocalText SyntheticTitle = new("Données de démonstration.", "معطيات تجريبية.", "Demonstration data.");

    public static readonly LocalText Synthetic = new(
        "Une partie de cette page est fabriquée par un générateur pour montrer le fonctionnement du service. Ce ne sont pas des faits.",
        "جزء من هذه الصفحة مولَّد آليا لبيان كيفية عمل الخدمة. ليست وقائع.",
        "A part of this page is made up by a generator to show how the service works. It is not fact.");

    public static readonly LocalText WrongValue = new(
        "Le paramètre « {0} » de l’adresse n’est pas compris : « {1} ». Il attend {2}. La page est montrée sans lui.",
        "المعلمة «{0}» في العنوان غير مفهومة: «{1}». المنتظر: {2}. تُعرض الصفحة بدونها.",
        "The parameter “{0}” of the address is not understood: “{1}”. It takes {2}. The page is shown without it.");

    public static readonly LocalText WrongParameter = new(
        "Cette page n’a pas de paramètre « {0} » ; il est sans effet.",
        "لا تعرف هذه الصفحة المعلمة «{0}»؛ لا أثر لها.",
        "This page has no parameter “{0}”; it has no effect.");

    public static readonly LocalText WrongPlace = new(
        "L’adresse continue une liste à un endroit qui n’existe pas. Reprenez la liste à son début.",
        "يواصل العنوان لائحة من موضع غير موجود. ابدؤوا اللائحة من أولها.",
        "The address goes on with a list at a place that there is not. Begin the list again.");

    public static readonly LocalText Begin = new("Le début de la liste", "بداية اللائحة", "The beginning of the list");
    public static readonly LocalText More = new("La suite", "التالي", "More");
    public static readonly LocalText Back = new("Page précédente", "السابق", "Back");

    public static readonly LocalText Query = new("La requête de cette page", "استعلام هذه الصفحة", "The query of this page");
    public static readonly LocalText QueryHow = new(
        "Voici exactement ce que la page a demandé au graphe.", "هذا بالضبط ما طلبته الصفحة من المعطيات.",
        "This is exactly what the page asked the graph.");
    public static readonly LocalText Variables = new("Variables", "المتغيرات", "Variables");
    public static readonly LocalText OpenExplorer = new("Ouvrir dans l’explorateur", "فتح في المستكشف", "Open in the explorer");
    public static readonly LocalText Answer = new("La réponse en JSON", "الجواب بصيغة JSON", "The answer as JSON");

    public static readonly LocalText Licence = new("Licence", "الرخصة", "Licence");
    public static readonly LocalText Cite = new("Pour citer cette page", "للإحالة على هذه الصفحة", "To cite this page");
    public static readonly LocalText Citation = new(
        "{0}, « {1} », {2}, consulté le {3},", "{0}، «{1}»، {2}، اطُّلع عليه في {3}،", "{0}, “{1}”, {2}, seen on {3},");

    private static readonly LocalText Gone = new(
        "Il n’y a pas de page à cette adresse. Vérifiez-la, ou cherchez par un nom.",
        "لا توجد صفحة في هذا العنوان. تحققوا منه، أو ابحثوا باسم.",
        "There is no page at this address. Check it, or search by a name.");

    private static readonly LocalText Later = new(
        "Le service ne peut pas répondre pour le moment. Réessayez dans un instant.",
        "لا يمكن للخدمة أن تجيب حاليا. أعيدوا المحاولة بعد لحظة.",
        "The service cannot answer at the moment. Try again in a moment.");

    private static readonly LocalText TooMany = new(
        "Trop de demandes sont venues de cette adresse. Réessayez dans un instant.",
        "وردت طلبات كثيرة من هذا العنوان. أعيدوا المحاولة بعد لحظة.",
        "Too many requests came from this address. Try again in a moment.");

    private static readonly LocalText NotOpen = new(
        "Ces données ne sont pas ouvertes à tous : elles demandent un jeton d’accès, que seuls des programmes envoient.",
        "هذه المعطيات ليست مفتوحة للجميع: تتطلب رمز ولوج لا ترسله إلا البرامج.",
        "This data is not open to everybody: it needs an access token, which only programs send.");

    private static readonly LocalText Failed = new(
        "La page n’a pas pu être faite. L’erreur est notée dans le journal du service, sous le numéro que porte l’en-tête "
            + "X-Correlation-Id.",
        "تعذر إعداد الصفحة. سُجل الخطأ في سجل الخدمة تحت الرقم الوارد في الرأس X-Correlation-Id.",
        "The page could not be made. The log of the service has the error, under the number in the header X-Correlation-Id.");

    private static readonly LocalText GoneTitle = new("Page introuvable", "الصفحة غير موجودة", "Page not found");
    private static readonly LocalText LaterTitle = new("Un instant", "لحظة من فضلكم", "One moment");
    private static readonly LocalText NotOpenTitle = new("Accès réservé", "ولوج محدود", "Restricted access");
    private static readonly LocalText FailedTitle = new("Erreur", "خطأ", "Error");

    /// <summary>Which years an address may name.</summary>
    public static LocalText YearBetween(int last) =>
        new($"une année de 2005 à {last}", $"سنة من 2005 إلى {last}", $"a year from 2005 to {last}");

    public static (LocalText Title, LocalText Words) Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => (GoneTitle, Gone),
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => (NotOpenTitle, NotOpen),
        StatusCodes.Status429TooManyRequests => (LaterTitle, TooMany),
        StatusCodes.Status503ServiceUnavailable => (LaterTitle, Later),
        _ => (FailedTitle, Failed),
    };
}
