using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>What parts of several pages say.</summary>
internal static class PartTexts
{
    public static readonly LocalText AllProvinces = new("Toutes les provinces", "جميع الأقاليم", "All provinces");
    public static readonly LocalText Amount = new("Montant (MAD)", "المبلغ (درهم)", "Amount (MAD)");
    public static readonly LocalText Cooperatives = new("Coopératives", "التعاونيات", "Cooperatives");
    public static readonly LocalText Grant = new("Subvention", "الإعانة", "Grant");
    public static readonly LocalText Programme = new("Programme", "البرنامج", "Programme");
    public static readonly LocalText Projects = new("Projets", "المشاريع", "Projects");
    public static readonly LocalText Province = new("Province", "الإقليم", "Province");
    public static readonly LocalText Region = new("Région", "الجهة", "Region");
    public static readonly LocalText SeeDashboard = new("Voir au tableau de bord", "عرض في لوحة القيادة", "See on the dashboard");

    public static readonly LocalText MonthBefore = new("{0} : {1}", "{0}: {1}", "{0}: {1}");
    public static readonly LocalText Month = new("{0} en {1}", "{0} في {1}", "{0} in {1}");
    public static readonly LocalText YearToDate = new("{0} de janvier à {1}", "{0} من يناير إلى {1}", "{0} from January to {1}");
    public static readonly LocalText SameMonths = new("mêmes mois de {0}", "الأشهر نفسها من {0}", "same months of {0}");
    public static readonly LocalText Closing = new(
        "Reste à décaisser fin {0}", "الباقي للصرف في نهاية {0}", "Left to pay at the end of {0}");
    public static readonly LocalText Provisional = new(
        "Le mois n’est pas terminé : ces chiffres sont provisoires.", "لم ينته الشهر بعد: هذه الأرقام مؤقتة.",
        "The month has not ended: these figures are provisional.");
    public static readonly LocalText NoBalances = new(
        "Les soldes ne sont pas encore calculés, ou rien n’a été saisi.", "لم تُحسب الأرصدة بعد، أو لم يُسجل شيء.",
        "Balances have not been computed yet, or nothing has been entered.");

    public static readonly LocalText Year = new("Année", "السنة", "Year");
    public static readonly LocalText Years = new("Par année", "حسب السنوات", "By year");
    public static readonly LocalText YearsHow = new(
        "En dirhams, à la date d’effet des mouvements. Choisissez une année pour voir qui a reçu le plus.",
        "بالدرهم، حسب تاريخ سريان الحركات. اختاروا سنة لمعرفة من تلقى أكثر.",
        "In dirhams, by the day on which movements take effect. Choose a year to see who received most.");
    public static readonly LocalText Total = new("Total", "المجموع", "Total");
    public static readonly LocalText All = new("Depuis le début", "منذ البداية", "Since the beginning");

    public static readonly LocalText Show = new("Afficher", "عرض", "Show");

    public static readonly LocalText Recipients = new("Qui a reçu le plus en {0}", "من تلقى أكثر سنة {0}", "Who received most in {0}");
    public static readonly LocalText RecipientsHow = new(
        "Les coopératives par montant des subventions octroyées dans l’année, en dirhams. Le paiement peut suivre plus tard : "
            + "la page de la coopérative le dit.",
        "التعاونيات حسب مبلغ الإعانات الممنوحة خلال السنة، بالدرهم. قد يأتي الأداء لاحقا: صفحة التعاونية تبينه.",
        "Cooperatives by the amount of the grants awarded in the year, in dirhams. Payment may follow later: "
            + "the page of the cooperative says so.");
    public static readonly LocalText NoRecipients = new(
        "Aucune subvention octroyée en {0}.", "لا إعانة ممنوحة سنة {0}.", "No grant awarded in {0}.");
    public static readonly LocalText OtherYears = new("Autres années", "سنوات أخرى", "Other years");
    public static readonly LocalText Cooperative = new("Coopérative", "التعاونية", "Cooperative");
    public static readonly LocalText Grants = new("Subventions", "الإعانات", "Grants");
    public static readonly LocalText Received = new("Octroyé (MAD)", "الممنوح (درهم)", "Awarded (MAD)");

    public static readonly LocalText Statements = new("Publié et calculé", "المنشور والمحسوب", "Published and computed");
    public static readonly LocalText StatementsHow = new(
        "Les bilans publiés par les autorités, à côté de ce que donne le grand livre pour la même période. "
            + "Un écart ne dit pas qui a raison : les périmètres diffèrent souvent.",
        "الحصائل التي نشرتها السلطات، إلى جانب ما يعطيه السجل للفترة نفسها. لا يعني الفارق أن أحدهما على حق: غالبا ما تختلف النطاقات.",
        "What officials published, beside what the ledger gives for the same period. A gap does not say who is right: "
            + "the scopes often differ.");
    public static readonly LocalText Calculated = new("Calculé :", "المحسوب:", "Computed:");
    public static readonly LocalText NoStatements = new(
        "Aucun bilan publié n’est connu.", "لا تُعرف أي حصيلة منشورة.", "No published statement is known.");
    public static readonly LocalText Period = new("Période", "الفترة", "Period");
    public static readonly LocalText Published = new("publié", "منشور", "published");
    public static readonly LocalText Computed = new("calculé", "محسوب", "computed");
    public static readonly LocalText Source = new("Source", "المصدر", "Source");

    public static readonly LocalText Files = new("Télécharger", "تنزيل", "Download");
    public static readonly LocalText Workbook = new("Classeur Excel", "مصنف Excel", "Excel workbook");
    public static readonly LocalText Csv = new("CSV pour Excel en français", "CSV لبرنامج Excel بالفرنسية", "CSV for Excel in English");
    public static readonly LocalText PlainCsv = new("CSV pour programmes", "CSV للبرامج", "CSV for programs");
}
