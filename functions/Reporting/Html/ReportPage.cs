using System.Text;
using IndhCoops.Domain;
using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What an office reads: one page that needs nothing but itself, on a screen or on A4.</summary>
internal sealed class ReportPage : IReportWriter
{
    private static readonly Lazy<Markup> Style = new(ReadStyle);

    private static readonly (string Id, string Title)[] Contents =
    [
        ("pays", "Le pays"),
        ("evolution", "Vingt-quatre mois"),
        ("regions", "Les régions"),
        ("programmes", "Les programmes"),
        ("bilans", "Bilans déclarés et chiffres calculés"),
        ("limites", "Ce qui n’est pas compté"),
        ("provinces", "Les provinces"),
        ("donnees", "Obtenir les données"),
        ("lexique", "Lexique"),
    ];

    public ReportFormat Format => ReportFormat.Html;

    public string FileName => "report.html";

    public string ContentType => "text/html; charset=utf-8";

    public ReportContent Write(MonthReport report) => new(Encoding.UTF8.GetBytes(Page(report).Text), null);

    private static Markup Page(MonthReport report) => Markup.Of($"""
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <title>INDH et coopératives : rapport mensuel, {French.Month(report.Period)}{(report.DataSource == DataSource.Synthetic ? " (données synthétiques)" : "")}</title>
        <style>
        {Style.Value}
        {Footer(report)}
        </style>
        </head>
        <body>
        <a class="skip" href="#contenu">Aller au contenu</a>
        <header>
        <p class="eyebrow">Initiative nationale pour le développement humain <span lang="ar" dir="rtl">المبادرة الوطنية للتنمية البشرية</span></p>
        <h1>Soutien aux coopératives : {French.Month(report.Period)}</h1>
        <p>Rapport mensuel, révision {report.Revision}{(report.Phase is { } phase ? $", phase {phase} de l’INDH" : ", hors phase de l’INDH")}. Montants en dirhams (MAD), au centime.</p>
        {Banners(report)}
        </header>
        <nav aria-label="Sommaire"><ul>{Contents.Select(entry => Markup.Of($"""<li><a href="#{entry.Id}">{entry.Title}</a></li>"""))}</ul></nav>
        <main id="contenu">
        {CountrySection.Of(report)}
        {HistorySection.Of(report)}
        {RegionsSection.Of(report)}
        {ProgrammesSection.Of(report)}
        {StatementsSection.Of(report)}
        {LeftOutSection.Of(report)}
        {ProvincesSection.Of(report)}
        {DataSection.Of(report)}
        </main>
        <footer>
        <p>Soldes arrêtés le {French.Moment(report.Strike.StruckAt)} (arrêté n° {report.Strike.Number}), d’après {French.Counted(report.Strike.Movements, "mouvement", "mouvements")} du grand livre{(report.Strike.LastRecordedAt is { } last ? $", le dernier saisi le {French.Moment(last)}" : "")}. Nature des données : {French.Source(report.DataSource)}.</p>
        </footer>
        </body>
        </html>

        """);

    // On paper every page says what it is; French names of months hold nothing that a style sheet would read.
    private static Markup Footer(MonthReport report) => new(
        $$"""@page { @bottom-left { content: "{{French.Month(report.Period)}}, révision {{French.Count(report.Revision)}} : {{French.Source(report.DataSource)}}"; font: 7pt sans-serif; } @bottom-right { content: counter(page) " / " counter(pages); font: 7pt sans-serif; } }""");

    private static Markup Banners(MonthReport report)
    {
        var synthetic = report is { DataSource: DataSource.Synthetic, IsMixed: true }
            ? Markup.Of($"""<p class="banner" role="note"><strong>Données réelles et données synthétiques mêlées.</strong> Les sommes de ce rapport additionnent des mouvements réels et des mouvements inventés pour la démonstration : aucune n’est un fait. Retirez la démonstration (<code>--demo 0</code>) pour un rapport de données réelles seules.</p>""")
            : report.DataSource == DataSource.Synthetic
            ? Markup.Of($"""<p class="banner" role="note"><strong>Données synthétiques de démonstration.</strong> Les mouvements sont inventés ; aucun chiffre de ce rapport n’est un fait, hormis les bilans déclarés, cités avec leur source.</p>""")
            : Markup.Nothing;
        var provisional = report.Provisional
            ? Markup.Of($"""<p class="banner" role="note"><strong>Chiffres provisoires.</strong> Le mois n’est pas terminé : ces chiffres changeront.</p>""")
            : Markup.Nothing;
        return Markup.Of($"{synthetic}{provisional}");
    }

    private static Markup ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("Reporting/report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Markup(reader.ReadToEnd().Trim());
    }
}
