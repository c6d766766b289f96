using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Territory;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>What the pages of provinces and regions say.</summary>
internal static class TerritoryTexts
{
    public static readonly LocalText Provinces = new("Provinces", "الأقاليم", "Provinces");

    public static readonly LocalText ListTitle = new("Provinces et préfectures", "الأقاليم والعمالات", "Provinces and prefectures");
    public static readonly LocalText ListIs = new(
        "Ce qui a été engagé et décaissé dans les {0} provinces et préfectures du Maroc.",
        "ما التُزم به وما صُرف في {0} إقليما وعمالة بالمغرب.",
        "What was committed and paid in the {0} provinces and prefectures of Morocco.");
    public static readonly LocalText ListOfYear = new(
        "Ce qui a été engagé et décaissé en {1} dans les {0} provinces et préfectures du Maroc.",
        "ما التُزم به وما صُرف سنة {1} في {0} إقليما وعمالة بالمغرب.",
        "What was committed and paid in {1} in the {0} provinces and prefectures of Morocco.");

    public static readonly LocalText Population = new("Habitants (2024)", "السكان (2024)", "Inhabitants (2024)");
    public static readonly LocalText PerHead = new("Décaissé par habitant", "المصروف لكل نسمة", "Disbursed per inhabitant");

    public static readonly LocalText UnknownProvince = new(
        "Il n’y a pas de province de code « {0} ». Les codes sont ceux de l’ISO 3166-2 : MA-KHE est celui de Khémisset.",
        "لا يوجد إقليم رمزه «{0}». الرموز وفق معيار ISO 3166-2: رمز الخميسات هو MA-KHE.",
        "There is no province with the code “{0}”. Codes are those of ISO 3166-2: that of Khémisset is MA-KHE.");

    public static readonly LocalText UnknownRegion = new(
        "Il n’y a pas de région de code « {0} ». Les codes sont ceux de l’ISO 3166-2, de MA-01 à MA-12.",
        "لا توجد جهة رمزها «{0}». الرموز وفق معيار ISO 3166-2، من MA-01 إلى MA-12.",
        "There is no region with the code “{0}”. Codes are those of ISO 3166-2, from MA-01 to MA-12.");

    public static readonly LocalText ProvinceIs = new(
        "{0}, région {1} : {2} décaissés et {3} engagés depuis le début ; coopératives : {4}.",
        "{0}، جهة {1}: صُرف {2} والتُزم بـ {3} منذ البداية؛ عدد التعاونيات: {4}.",
        "{0}, region {1}: {2} paid and {3} committed since the beginning; cooperatives: {4}.");

    public static readonly LocalText ProvinceWithoutBalances = new(
        "{0}, région {1} ; coopératives : {2}.", "{0}، جهة {1}؛ عدد التعاونيات: {2}.", "{0}, region {1}; cooperatives: {2}.");

    public static readonly LocalText RegionIs = new(
        "Région : {0} décaissés et {1} engagés depuis le début ; provinces : {2}, coopératives : {3}.",
        "جهة: صُرف {0} والتُزم بـ {1} منذ البداية؛ عدد الأقاليم: {2}، عدد التعاونيات: {3}.",
        "Region: {0} paid and {1} committed since the beginning; provinces: {2}, cooperatives: {3}.");

    public static readonly LocalText RegionTitle = new("Région {0}", "جهة {0}", "Region {0}");

    public static readonly LocalText Now = new("Ce mois et cette année", "هذا الشهر وهذه السنة", "This month and this year");
    public static readonly LocalText NowHow = new(
        "À côté des mêmes mois de l’année précédente.", "إلى جانب الأشهر نفسها من السنة السابقة.",
        "Beside the same months of the year before.");

    public static readonly LocalText Stuck = new("Ce qui est bloqué", "ما هو متعثر", "What is stuck");
    public static readonly LocalText Unpaid = new(
        "Engagé et non payé : {0} ({1})", "ملتزم به ولم يؤد: {0} ({1})", "Committed and not paid: {0} ({1})");

    public static readonly LocalText UnpaidHow = new(
        "Subventions engagées avant le {0}, donc depuis plus d’un an, dont il reste de l’argent et dont rien n’est payé : "
            + "rien de décaissé, ou tout remboursé. La plus ancienne d’abord.",
        "إعانات التُزم بها قبل {0}، أي منذ أكثر من سنة، وبقي منها مال ولم يؤد منها شيء: لم يُصرف شيء، أو استُرجع كله. الأقدم أولا.",
        "Grants committed before {0}, more than a year ago, with money left and nothing paid: nothing disbursed, or all of it "
            + "refunded. The oldest first.");

    public static readonly LocalText Stalled = new(
        "Projets en souffrance : {0} ({1})", "مشاريع متعثرة: {0} ({1})", "Stalled projects: {0} ({1})");
    public static readonly LocalText StalledHow = new(
        "Projets que leur province dit « en souffrance » : commencés, puis arrêtés. Le coût est celui de tous les partenaires.",
        "مشاريع صرح الإقليم بأنها متعثرة: انطلقت ثم توقفت. الكلفة لجميع الشركاء.",
        "Projects that their province calls stalled: begun, then stuck. The cost is that of all partners.");
    public static readonly LocalText FirstOnly = new(
        "Les {0} premières lignes sont montrées ; la requête de la page donne les autres.",
        "تظهر {0} سطرا الأولى فقط؛ ويعطي استعلام الصفحة البقية.", "The first {0} rows are shown; the query of the page gives the others.");
    public static readonly LocalText Project = new("Projet", "المشروع", "Project");
    public static readonly LocalText Awarded = new("Date d’octroi", "تاريخ المنح", "Awarded on");
    public static readonly LocalText Approved = new("Date d’approbation", "تاريخ المصادقة", "Approved on");
    public static readonly LocalText Cost = new("Coût (MAD)", "الكلفة (درهم)", "Cost (MAD)");

    public static readonly LocalText Report = new("Son rapport de {0}", "تقريره لشهر {0}", "Its report of {0}");
    public static readonly LocalText MonthsFile = new("Soldes par mois", "الأرصدة الشهرية", "Balances by month");
    public static readonly LocalText SeeCooperatives = new("Toutes ses coopératives", "جميع تعاونياته", "All its cooperatives");

    /// <summary>What a province is called in law.</summary>
    public static LocalText Of(ProvinceKind kind) =>
        kind == ProvinceKind.Prefecture ? new("Préfecture", "عمالة", "Prefecture") : new("Province", "إقليم", "Province");
}
