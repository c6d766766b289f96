using System.Globalization;
using IndhCoops.Domain.Intake;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>How to get at the data, and what the words mean.</summary>
internal static class DataSection
{
    private static readonly (string File, string French, string Arabic)[] Files =
    [
        ("report.xlsx", "classeur : totaux par région et soldes, pour un tableur", "مصنف: المجاميع حسب الجهة والأرصدة، لبرنامج الجداول"),
        (
            "balances.csv",
            "soldes, une ligne par province et programme : UTF-8, virgules, point décimal, RFC 4180",
            "الأرصدة، سطر لكل إقليم وبرنامج: UTF-8، RFC 4180"),
        (
            "balances.parquet",
            "les mêmes soldes, typés, pour l’analyse (DuckDB, Spark, pandas)",
            "الأرصدة نفسها بأنواعها، للتحليل (DuckDB وSpark وpandas)"),
        ("datapackage.json", "description des colonnes, licence et sources", "وصف الأعمدة والرخصة والمصادر"),
        ("../manifest.json", "empreintes SHA-256 et tailles de tous les fichiers", "بصمات SHA-256 وأحجام جميع الملفات"),
    ];

    private static readonly (LocalText Word, LocalText Meaning)[] Words =
    [
        Word("Engagé", "الملتزم به", "subventions promises par convention dans le mois.", "إعانات وعد بها باتفاقية خلال الشهر."),
        Word("Avenants", "الملاحق", "hausses des promesses ; négatif quand elles baissent.", "زيادات في الالتزامات؛ سالبة حين تنخفض."),
        Word("Décaissé", "المصروف", "payé aux coopératives.", "ما أدي للتعاونيات."),
        Word("Remboursé", "المسترجع", "rendu par elles.", "ما أرجعته."),
        Word("Annulé", "الملغى", "promesses retirées.", "التزامات سحبت."),
        Word(
            "Solde d’ouverture, de clôture", "رصيد الافتتاح ورصيد الإقفال",
            "promis et pas encore payé au début, à la fin du mois. "
                + "Clôture = ouverture + engagé + avenants − décaissé + remboursé − annulé ; "
                + "la clôture d’un mois est l’ouverture du suivant.",
            "ما التزم به ولم يؤد بعد في بداية الشهر وفي نهايته. "
                + "الإقفال = الافتتاح + الملتزم به + الملاحق − المصروف + المسترجع − الملغى؛ وإقفال شهر هو افتتاح الشهر الذي يليه."),
        Word(
            "Subventions", "الإعانات", "nombre de subventions engagées pour la première fois dans le mois.",
            "عدد الإعانات التي التزم بها لأول مرة خلال الشهر."),
        Word(
            "Mois", "الشهر", "mois du calendrier marocain, d’après la date d’effet des mouvements.",
            "شهر التقويم المغربي، حسب تاريخ سريان الحركات."),
    ];

    public static Markup Of(MonthReport report, ReportLanguage language) => Markup.Of($$"""
        <section id="donnees" aria-labelledby="donnees-h"><h2 id="donnees-h">{{language.Say(
            "Obtenir les données", "الحصول على المعطيات")}}</h2>
        <p>{{language.Say("À côté de cette page :", "بجانب هذه الصفحة:")}}</p>
        <ul>{{Files.Select(file => Entry(file.File, language.Say(file.French, file.Arabic)))}}</ul>
        <p>{{language.Say(
            "Les mêmes soldes dans le graphe (GraphQL), à l’adresse",
            "الأرصدة نفسها في الواجهة (GraphQL)، على العنوان")}} <code>/graphql</code> {{language.Say("du serveur :", "من الخادم:")}}</p>
        <pre role="region" aria-label="{{language.Say("Requête", "الاستعلام")}}" tabindex="0" dir="ltr"><code>{{Query(report)}}</code></pre>
        </section>
        <section id="lexique" aria-labelledby="lexique-h"><h2 id="lexique-h">{{language.Say("Lexique", "المصطلحات")}}</h2>
        <dl class="words">{{Words.Select(word => Explained(word.Word, word.Meaning, language))}}</dl>
        </section>
        """);

    /// <summary>The question to the graph that gives this month's balances.</summary>
    internal static string Query(MonthReport report) => $$"""
        {
          balances(first: 50, where: { month: { eq: "{{report.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}" } }) {
            pageInfo { hasNextPage endCursor }
            nodes {
              month province { code name nameArabic } programme { code name }
              opening committed amended disbursed refunded cancelled closing
              grants projects cooperatives provisional dataSource
            }
          }
        }
        """;

    private static Markup Entry(string file, string content) =>
        Markup.Of($"""<li><a href="{file}">{Path.GetFileName(file)}</a> : {content}</li>""");

    private static Markup Explained(LocalText word, LocalText meaning, ReportLanguage language) => Markup.Of(
        $"<dt>{language.Say(word.French, word.Arabic)}</dt><dd>{language.Say(meaning.French, meaning.Arabic)}</dd>");

    private static (LocalText Word, LocalText Meaning) Word(string french, string arabic, string meaning, string arabicMeaning) =>
        (new LocalText(french, arabic, french), new LocalText(meaning, arabicMeaning, meaning));
}
