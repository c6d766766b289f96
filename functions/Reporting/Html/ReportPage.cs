using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting.Html;

[assembly: Shipped(typeof(FrenchReportPage))]
[assembly: Shipped(typeof(ArabicReportPage))]

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The page in French.</summary>
internal sealed class FrenchReportPage() : ReportPage(ReportLanguage.French);

/// <summary>The page in Arabic.</summary>
internal sealed class ArabicReportPage() : ReportPage(ReportLanguage.Arabic);

/// <summary>What an office reads of the whole country.</summary>
internal abstract class ReportPage(ReportLanguage language) : IReportWriter
{
    private static readonly (string Id, LocalText Title)[] Contents =
    [
        Entry("pays", "Le pays", "البلد"),
        Entry("evolution", "Vingt-quatre mois", "أربعة وعشرون شهرا"),
        Entry("regions", "Les régions", "الجهات"),
        Entry("programmes", "Les programmes", "البرامج"),
        Entry("bilans", "Bilans publiés et chiffres calculés", "الحصائل المنشورة والأرقام المحسوبة"),
        Entry("limites", "Ce qui n’est pas compté", "ما لم يحتسب"),
        Entry("provinces", "Les provinces", "الأقاليم"),
        Entry("donnees", "Obtenir les données", "الحصول على المعطيات"),
        Entry("lexique", "Lexique", "المصطلحات"),
    ];

    public ReportFormat Format => ReportFormat.Html;

    public string Language => language.Code;

    public string FileName => language.IsRightToLeft ? "report.ar.html" : "report.html";

    public ReportContent Write(MonthReport report) => new(Page(report).ToUtf8(), null);

    private Markup Page(MonthReport report) => PageFrame.Of(
        report,
        language,
        language.Say($"Soutien aux coopératives : {language.Month(report.Period)}", $"دعم التعاونيات: {language.Month(report.Period)}"),
        null,
        Lead(report),
        Markup.Of($"""<nav aria-label="{language.Say("Sommaire", "المحتويات")}"><ul>{Contents.Select(Link)}</ul></nav>"""),
        Markup.Of($"""
            {CountrySection.Of(report, language)}
            {HistorySection.Of(report, language)}
            {RegionsSection.Of(report, language)}
            {ProgrammesSection.Of(report, language)}
            {StatementsSection.Of(report, language)}
            {LeftOutSection.Of(report, language)}
            {ProvincesSection.Of(report, language)}
            {DataSection.Of(report, language)}
            """),
        report.DataSource);

    private Markup Lead(MonthReport report)
    {
        var phase = PageFrame.Phase(report, language);
        var text = language.Say(
            $"Rapport mensuel, révision {report.Revision}, {phase}. Montants en dirhams (MAD), au centime.",
            $"تقرير شهري، المراجعة {report.Revision}، {phase}. المبالغ بالدرهم (MAD)، بالسنتيم.");
        return Markup.Of($"<p>{text} {OtherLanguage()}</p>");
    }

    private Markup Link((string Id, LocalText Title) entry) =>
        Markup.Of($"""<li><a href="#{entry.Id}">{language.Say(entry.Title.French, entry.Title.Arabic)}</a></li>""");

    private Markup OtherLanguage() => language.IsRightToLeft
        ? Markup.Of($"""<a href="report.html" lang="fr" dir="ltr" hreflang="fr">Version française</a>""")
        : Markup.Of($"""<a href="report.ar.html" lang="ar" dir="rtl" hreflang="ar">النسخة العربية</a>""");

    private static (string Id, LocalText Title) Entry(string id, string french, string arabic) =>
        (id, new LocalText(french, arabic, french));
}
