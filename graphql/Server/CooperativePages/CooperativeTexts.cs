using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.CooperativePages;

/// <summary>What the pages of cooperatives say.</summary>
internal static class CooperativeTexts
{
    public static readonly LocalText ListIs = new(
        "Coopératives soutenues par l’INDH qui répondent aux choix : {0}.", "التعاونيات المدعومة من المبادرة والمطابقة للاختيارات: {0}.",
        "Cooperatives supported by the INDH that match: {0}.");
    public static readonly LocalText AnyRegion = new("Toutes les régions", "جميع الجهات", "All regions");
    public static readonly LocalText KnownRegion = new(
        "le code d’une région, comme MA-04", "رمز جهة مثل MA-04", "the code of a region, such as MA-04");
    public static readonly LocalText AnySector = new("Tous les secteurs", "جميع القطاعات", "All sectors");
    public static readonly LocalText GrantYear = new("Subvention octroyée en", "إعانة ممنوحة سنة", "Grant awarded in");
    public static readonly LocalText AnyYear = new("Toutes les années", "جميع السنوات", "Any year");
    public static readonly LocalText KnownProvince = new(
        "le code d’une province, comme MA-KHE", "رمز إقليم مثل MA-KHE", "the code of a province, such as MA-KHE");
    public static readonly LocalText KnownSector = new(
        "un secteur, comme Agriculture", "قطاعا مثل Agriculture", "a sector, such as Agriculture");
    public static readonly LocalText Nothing = new(
        "Aucune coopérative ne répond à ces choix.", "لا توجد تعاونية تطابق هذه الاختيارات.", "No cooperative matches.");
    public static readonly LocalText Sector = new("Secteur", "القطاع", "Sector");
    public static readonly LocalText Founded = new("Créée en", "سنة التأسيس", "Founded");
    public static readonly LocalText GrantsSum = new("Subventions (MAD)", "مبلغ الإعانات (درهم)", "Grants (MAD)");

    public static readonly LocalText Unknown = new(
        "Il n’y a pas de coopérative « {0} ». L’adresse d’une coopérative porte son identifiant ou le numéro que lui donne sa province.",
        "لا توجد تعاونية «{0}». يحمل عنوان التعاونية معرفها أو الرقم الذي يمنحه إياها إقليمها.",
        "There is no cooperative “{0}”. The address of a cooperative has its identifier or the number that its province gave it.");

    public static readonly LocalText Several = new(
        "Plusieurs provinces ont donné le numéro « {0} » à une coopérative. Choisissez :",
        "منحت عدة أقاليم الرقم «{0}» لتعاونية. اختاروا:",
        "Several provinces gave the number “{0}” to a cooperative. Choose:");

    public static readonly LocalText Is = new(
        "{0} ({1}) : {2} octroyés par l’INDH, {3} décaissés ; subventions : {4}, projets : {5}.",
        "{0} ({1}): منحت المبادرة {2}، وصُرف {3}؛ عدد الإعانات: {4}، عدد المشاريع: {5}.",
        "{0} ({1}): {2} awarded by the INDH, {3} paid; grants: {4}, projects: {5}.");

    public static readonly LocalText CooperativeOf = new("Coopérative", "تعاونية", "Cooperative");
    public static readonly LocalText WomensOf = new("Coopérative féminine", "تعاونية نسائية", "Women’s cooperative");
    public static readonly LocalText About = new("La coopérative", "التعاونية", "The cooperative");
    public static readonly LocalText Yes = new("Oui", "نعم", "Yes");
    public static readonly LocalText No = new("Non", "لا", "No");
    public static readonly LocalText NotKnown = new("Non renseigné", "غير مصرح به", "Not known");
    public static readonly LocalText Measurements = new("Mesures", "القياسات", "Measurements");
    public static readonly LocalText NoGrants = new("Aucune subvention n’est connue.", "لا تُعرف أي إعانة.", "No grant is known.");
    public static readonly LocalText NoProjects = new("Aucun projet n’est connu.", "لا يُعرف أي مشروع.", "No project is known.");
    public static readonly LocalText NoMeasurements = new("Rien n’a été mesuré.", "لم يُقَس شيء.", "Nothing was measured.");
    public static readonly LocalText Ledger = new("Grand livre", "سجل الحركات", "Ledger");

    public static readonly LocalText LedgerHow = new(
        "Ce qui a été engagé et payé, dans l’ordre des dates d’effet, en dirhams. "
            + "« Reste » est ce qui restait à décaisser sur la subvention après le mouvement.",
        "ما التُزم به وما أدي، حسب تواريخ السريان، بالدرهم. «الباقي» هو ما بقي للصرف من الإعانة بعد الحركة.",
        "What was committed and paid, by the days of effect, in dirhams. “Left” is what was left to pay on the grant after the movement.");

    public static readonly LocalText NoLedger = new(
        "Le grand livre est vide : rien n’a été engagé ni payé, ou ce n’est pas connu.",
        "السجل فارغ: لم يُلتزم بشيء ولم يؤد شيء، أو أنه غير معروف.",
        "The ledger is empty: nothing was committed or paid, or it is not known.");
    public static readonly LocalText Day = new("Date", "التاريخ", "Day");
    public static readonly LocalText Movement = new("Mouvement", "الحركة", "Movement");
    public static readonly LocalText Document = new("Pièce", "الوثيقة", "Document");
    public static readonly LocalText Left = new("Reste (MAD)", "الباقي (درهم)", "Left (MAD)");
    public static readonly LocalText Cost = new("Coût total (MAD)", "الكلفة الإجمالية (درهم)", "Total cost (MAD)");
    public static readonly LocalText FirstOnly = new(
        "Les 50 premières lignes sont montrées ; la requête de la page donne les autres.",
        "تظهر الأسطر الخمسون الأولى فقط؛ ويعطي استعلام الصفحة البقية.",
        "The first 50 rows are shown; the query of the page gives the others.");
    public static readonly LocalText Sources = new("Sources", "المصادر", "Sources");
}
