using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>What the page says before its modules have run. Theirs are in <c>Page/texts</c>; what both say, they say alike.</summary>
internal static class DashboardTexts
{
    public static readonly LocalText Title = new(
        "Le soutien de l’INDH aux coopératives", "دعم المبادرة للتعاونيات", "The INDH’s support to cooperatives");

    public static readonly LocalText Lead = new(
        "Ce qui est promis, payé et publié, territoire par territoire, d’après le grand livre des subventions.",
        "ما التُزم به وما صُرف وما نُشر، إقليماً بإقليم، وفق سجل الإعانات.",
        "What is promised, paid and published, territory by territory, from the ledger of grants.");

    public static readonly LocalText Summary = new(
        "{0} : {1} décaissés, {2} engagés, {3} coopératives.",
        "{0}: المصروف {1}، الملتزم به {2}، عدد التعاونيات {3}.",
        "{0}: {1} disbursed, {2} committed, {3} cooperatives.");

    public static readonly LocalText Facts = new(
        "{0} : {1} coopératives, {2} subventions.", "{0}: عدد التعاونيات {1}، عدد الإعانات {2}.", "{0}: {1} cooperatives, {2} grants.");

    public static readonly LocalText InShort = new("En bref", "باختصار", "In short");
    public static readonly LocalText About = new(
        "Les sommes et les effectifs de ce qui est choisi ci-dessus.", "مجاميع وأعداد ما اختير أعلاه.",
        "The sums and counts of what is chosen above.");
    public static readonly LocalText Synthetic = new(
        "Contient des données synthétiques", "يتضمن معطيات اصطناعية", "Contains synthetic data");

    public static readonly LocalText Note = new(
        "Montants en dirhams (MAD), à la date d’effet des mouvements. La part payée cumule le décaissé et l’engagé, avenants compris, "
            + "depuis le début jusqu’à la fin de la période. Les coopératives sont comptées par territoire ; "
            + "projets et subventions aussi par programme et période.",
        "المبالغ بالدرهم (MAD) حسب تاريخ سريان الحركات. حصة المصروف تجمع المصروف والملتزم به، بما فيه الملاحق، منذ البداية إلى نهاية "
            + "الفترة. تُعدّ التعاونيات حسب المجال، والمشاريع والإعانات حسب البرنامج والفترة أيضاً.",
        "Amounts in dirhams (MAD), at the date of effect of the movements. The part that was paid adds up payments and commitments, "
            + "with amendments, from the beginning to the end of the period. Cooperatives are counted by territory; "
            + "projects and grants also by programme and period.");

    public static readonly LocalText Provisional = new(
        "Le mois en cours ({0}) est provisoire.", "الشهر الجاري ({0}) مؤقت.", "The current month ({0}) is provisional.");

    public static readonly LocalText Disbursed = new("Décaissé", "المصروف", "Disbursed");
    public static readonly LocalText Committed = new("Engagé", "الملتزم به", "Committed");
    public static readonly LocalText Head = new("Décaissé par habitant", "المصروف لكل نسمة", "Disbursed per inhabitant");

    public static readonly LocalText OfCommitted = new(
        "{0} de tout l’engagé payé à la fin {1}", "صُرف {0} من مجموع الملتزم به إلى نهاية {1}",
        "{0} of all that was committed by the end of {1} was paid");
    public static readonly LocalText TakenBack = new("{0} annulés depuis", "أُلغي منه {0}", "{0} cancelled since");
    public static readonly LocalText Heads = new("{0} habitants (2024)", "{0} نسمة (2024)", "{0} inhabitants (2024)");
    public static readonly LocalText Supported = new("{0} soutenues", "منها {0} مدعومة", "{0} supported");
    public static readonly LocalText OneSupported = new("{0} soutenue", "منها {0} مدعومة", "{0} supported");
    public static readonly LocalText Costing = new("coût total {0}", "بكلفة إجمالية {0}", "total cost {0}");
    public static readonly LocalText Worth = new("d’un montant de {0}", "بمبلغ {0}", "worth {0}");

    public static readonly LocalText Filters = new("Filtres", "المرشحات", "Filters");
    public static readonly LocalText Reset = new("Effacer les filtres", "إزالة المرشحات", "Clear the filters");
    public static readonly LocalText ProgrammePage = new(
        "La page de ce programme : {0}", "صفحة هذا البرنامج: {0}", "The page of this programme: {0}");
    public static readonly LocalText OwnPage = new(
        "La page de ce territoire : {0}", "صفحة هذا المجال: {0}", "The page of this territory: {0}");
    public static readonly LocalText From = new("De", "من", "From");
    public static readonly LocalText To = new("À", "إلى", "To");
    public static readonly LocalText By = new("Dans le temps", "عبر الزمن", "Over time");
    public static readonly LocalText Per = new("Territoires", "المجالات", "Territories");
    public static readonly LocalText Compare = new("Comparer avec", "المقارنة مع", "Compare with");

    public static readonly LocalText WithoutScript = new(
        "Les graphiques et les filtres de cette page ont besoin de JavaScript. Sans lui, voici les chiffres de chaque province :",
        "تحتاج الرسوم والمرشحات في هذه الصفحة إلى JavaScript. وبدونه، هذه أرقام كل إقليم:",
        "The charts and filters of this page need JavaScript. Without it, here are the figures of each province:");

    public static readonly LocalText NotLoaded = new(
        "Une partie de cette page n’a pas pu être chargée : les graphiques et les filtres manquent.",
        "تعذر تحميل جزء من هذه الصفحة: تنقصها الرسوم والمرشحات.",
        "A part of this page could not be loaded: the charts and the filters are missing.");

    public static readonly LocalText Reload = new("Recharger la page", "إعادة تحميل الصفحة", "Load the page again");

    public static readonly LocalText Saved = new("Les requêtes enregistrées", "الاستعلامات المحفوظة", "The saved queries");
    public static readonly LocalText Schema = new("Le schéma", "المخطط", "The schema");
    public static readonly LocalText Licences = new("Licences", "التراخيص", "Licences");

    public static readonly LocalText Footer = new(
        "Cette page est faite des requêtes enregistrées de ce serveur et de rien d’autre ; "
            + "elle ne dépose aucun témoin et n’appelle aucun autre site.",
        "هذه الصفحة مبنية على الاستعلامات المحفوظة في هذا الخادم وحدها؛ لا تضع أي ملف تعريف ولا تتصل بأي موقع آخر.",
        "This page is made of the saved queries of this server and nothing else; it sets no cookie and calls no other site.");

    /// <summary><c>d’octobre 2024</c>, where French wants that: vowels take an apostrophe.</summary>
    public static string Of(IntakeLanguage language, string month) =>
        language != IntakeLanguage.French ? month
            : "aeiouyéèêàâîïôûh".Contains(month[0], StringComparison.OrdinalIgnoreCase) ? $"d’{month}"
            : $"de {month}";
}
