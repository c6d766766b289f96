using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.About;

/// <summary>What the page about the data says.</summary>
internal static class AboutTexts
{
    public static readonly LocalText Short = new("À propos", "حول المعطيات", "About");
    public static readonly LocalText Title = new("À propos des données", "حول المعطيات", "About the data");
    public static readonly LocalText Is = new(
        "Ce qui est réel, d’où cela vient, jusqu’à quand, et comment les chiffres sont calculés.",
        "ما هو حقيقي، ومن أين يأتي، وإلى متى، وكيف تُحسب الأرقام.",
        "What is real, where it comes from, until when, and how figures are computed.");

    public static readonly LocalText Real = new("Ce qui est réel", "ما هو حقيقي", "What is real");

    public static readonly LocalText RealHow = new(
        "Chaque ligne dit d’où elle vient. Ce qu’une source ne dit pas reste vide et se voit.",
        "كل سطر يذكر مصدره. وما لا يذكره المصدر يبقى فارغا وظاهرا.",
        "Each row says where it comes from. What a source does not say stays empty and visible.");

    public static readonly LocalText Official = new(
        "Source officielle : les régions et provinces (codes ISO et HCP, noms, recensement de 2024) et ce que les bureaux des provinces "
            + "saisissent ou importent.",
        "مصدر رسمي: الجهات والأقاليم (رموز ISO والمندوبية السامية للتخطيط، الأسماء، إحصاء 2024) وما تسجله مصالح الأقاليم أو تستورده.",
        "Official source: regions and provinces (ISO and HCP codes, names, census of 2024) and what the offices of the provinces enter "
            + "or import.");

    public static readonly LocalText Press = new(
        "D’après la presse : les programmes et phases, des bilans publiés, trois coopératives de Khémisset ; l’article est cité.",
        "عن الصحافة: البرامج والمراحل، وحصائل منشورة، وثلاث تعاونيات بالخميسات؛ مع ذكر المقال.",
        "From the press: programmes and phases, published statements, three cooperatives of Khémisset; the article is cited.");

    public static readonly LocalText Synthetic = new(
        "Donnée synthétique : fabriquée par un générateur pour la démonstration. "
            + "Ce n’est jamais un fait, et chaque page qui en montre le dit.",
        "معطى اصطناعي: مولَّد للعرض التجريبي. ليس واقعة أبدا، وكل صفحة تعرضه تذكر ذلك.",
        "Synthetic: made up by a generator for the demonstration. It is never a fact, and each page that shows it says so.");

    public static readonly LocalText What = new("Quoi", "ماذا", "What");
    public static readonly LocalText NoPeople = new(
        "Il n’y a aucune donnée personnelle.", "لا توجد أي معطيات شخصية.", "There is no personal data.");

    public static readonly LocalText Until = new("Jusqu’à quand", "إلى متى", "Until when");
    public static readonly LocalText FirstDay = new("Premier mouvement", "أول حركة", "First movement");
    public static readonly LocalText LastDay = new("Dernier mouvement", "آخر حركة", "Last movement");
    public static readonly LocalText RecordedAt = new("Dernière saisie", "آخر تسجيل", "Last entry");
    public static readonly LocalText StruckAt = new("Soldes arrêtés", "حصر الأرصدة", "Balances computed");
    public static readonly LocalText LeftOut = new(
        "Subventions laissées hors des soldes, faute d’engagement daté", "إعانات خارج الأرصدة لغياب التزام مؤرخ",
        "Grants left out of balances, for want of a dated commitment");

    public static readonly LocalText How = new("Comment les chiffres sont calculés", "كيف تُحسب الأرقام", "How figures are computed");

    public static readonly LocalText[] Rules =
    [
        new("Le grand livre est une suite de mouvements : engagement, avenant, décaissement, remboursement, annulation. "
            + "Un mouvement n’est jamais modifié ; un autre le corrige.",
            "السجل سلسلة من الحركات: التزام، ملحق، صرف، استرجاع، إلغاء. لا تُعدَّل حركة أبدا؛ بل تصححها أخرى.",
            "The ledger is a list of movements: commitment, amendment, disbursement, refund, cancellation. A movement is never edited; "
                + "another one corrects it."),
        new("Un solde par mois, province et programme : ouverture + engagé + avenants − décaissé + remboursé − annulé = clôture. "
            + "Les provinces s’additionnent en régions, au centime près.",
            "رصيد لكل شهر وإقليم وبرنامج: الافتتاح + الملتزم به + الملاحق − المصروف + المسترجع − الملغى = الإقفال. "
                + "وتُجمع الأقاليم في الجهات بدقة السنتيم.",
            "A balance for each month, province and programme: "
                + "opening + committed + amended − disbursed + refunded − cancelled = closing. "
                + "Provinces add up to regions, to the centime."),
        new("La date d’effet décide du mois, au calendrier du Maroc. Le mois en cours est provisoire.",
            "تاريخ السريان يحدد الشهر، حسب تقويم المغرب. والشهر الجاري مؤقت.",
            "The day of effect decides the month, by Morocco’s calendar. The current month is provisional."),
        new("Un bilan publié et un chiffre calculé ne sont jamais mélangés : ils sont montrés côte à côte, avec leur écart.",
            "لا يُخلط أبدا بين حصيلة منشورة ورقم محسوب: يُعرضان جنبا إلى جنب.",
            "A published statement and a computed figure are never mixed: they are shown side by side."),
        new("« Bloqué » : une subvention engagée depuis plus d’un an sans décaissement ni annulation, "
            + "ou un projet que sa province dit en souffrance.",
            "«متعثر»: إعانة التُزم بها منذ أكثر من سنة دون صرف أو إلغاء، أو مشروع صرح إقليمه بأنه متعثر.",
            "“Stuck”: a grant committed more than a year ago without payment or cancellation, "
                + "or a project that its province calls stalled."),
    ];

    public static readonly LocalText Reuse = new("Réutiliser et citer", "إعادة الاستعمال والإحالة", "Reuse and cite");

    public static readonly LocalText ReuseHow = new(
        "Publié par {0}. La licence permet de réutiliser les données, à condition de citer la source ; "
            + "chaque page dit en bas comment la citer.",
        "الناشر: {0}. تسمح الرخصة بإعادة استعمال المعطيات بشرط ذكر المصدر؛ وتبين كل صفحة في أسفلها كيفية الإحالة عليها.",
        "Published by {0}. The licence allows reuse of the data as long as the source is cited; "
            + "each page says at its foot how to cite it.");

    public static readonly LocalText Boundaries = new(
        "Les noms et codes des territoires suivent les sources citées et ne prennent pas position sur leur statut.",
        "تتبع أسماء الأقاليم ورموزها المصادر المذكورة ولا تعبر عن موقف من وضعها.",
        "Names and codes of territories follow the sources that are cited and take no position on their status.");

    public static readonly LocalText Programs = new("Pour les programmes", "للبرامج", "For programs");
    public static readonly LocalText Catalogue = new("Catalogue (DCAT-AP)", "الفهرس (DCAT-AP)", "Catalogue (DCAT-AP)");
    public static readonly LocalText Package = new("Data Package", "Data Package", "Data Package");
    public static readonly LocalText Queries = new("Requêtes enregistrées", "الاستعلامات المحفوظة", "Saved queries");
}
