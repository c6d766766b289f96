using System.Text;
using IndhCoops.Domain;
namespace IndhCoops.Functions.Reporting.Html;

/// <summary>
/// What the pages of a report share: one file that needs nothing but itself, on a screen or on A4, in French or in Arabic.
/// </summary>
internal static class PageFrame
{
    private const string FrenchName = "Initiative nationale pour le développement humain";
    private const string ArabicName = "المبادرة الوطنية للتنمية البشرية";

    private static readonly Lazy<Markup> Style = new(ReadStyle);

    /// <summary>A whole page.</summary>
    /// <param name="language">The language of the page.</param>
    /// <param name="title">What the page is about, as its heading and in the title of the window.</param>
    /// <param name="place">The territory, at the foot of each printed page; null for the whole country.</param>
    /// <param name="lead">What stands below the heading.</param>
    /// <param name="navigation">The table of contents.</param>
    /// <param name="main">The content.</param>
    /// <param name="source">The least reliable source among its figures.</param>
    public static Markup Of(
        MonthReport report,
        ReportLanguage language,
        string title,
        Place? place,
        Markup lead,
        Markup navigation,
        Markup main,
        DataSource source) => Markup.Of($"""
        <!doctype html>
        <html lang="{language.Code}" dir="{(language.IsRightToLeft ? "rtl" : "ltr")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <title>{language.Say("INDH et coopératives", "المبادرة الوطنية والتعاونيات")} : {title}{(source == DataSource.Synthetic
            ? language.Say(" (données synthétiques)", " (معطيات اصطناعية)")
            : "")}</title>
        <style>
        {Style.Value}
        {Footer(report, language, place, source)}
        </style>
        </head>
        <body>
        <a class="skip" href="#contenu">{language.Say("Aller au contenu", "الانتقال إلى المحتوى")}</a>
        <header>
        <p class="eyebrow">{(language.IsRightToLeft
            ? Markup.Of($"""{ArabicName} <span lang="fr" dir="ltr">{FrenchName}</span>""")
            : Markup.Of($"""{FrenchName} <span lang="ar" dir="rtl">{ArabicName}</span>"""))}</p>
        <h1>{title}</h1>
        {lead}
        {Banners(report, language, source)}
        </header>
        {navigation}
        <main id="contenu">
        {main}
        </main>
        <footer>
        <p>{Origin(report, language, source)}</p>
        </footer>
        </body>
        </html>

        """);

    /// <summary>The phase of a month in words.</summary>
    public static string Phase(MonthReport report, ReportLanguage language) => report.Phase is { } phase
        ? language.Say($"phase {phase} de l’INDH", $"المرحلة {phase} من المبادرة")
        : language.Say("hors phase de l’INDH", "خارج مراحل المبادرة");

    private static string Origin(MonthReport report, ReportLanguage language, DataSource source)
    {
        var strike = report.Strike;
        var movements = language.Counted(strike.Movements, "mouvement", "mouvements", "حركات");
        return language.IsRightToLeft
            ? $"حصرت الأرصدة يوم {language.Moment(strike.StruckAt)} (الحصر رقم {strike.Number})، انطلاقا من سجل الحركات "
                + $"({movements}{(strike.LastRecordedAt is { } known ? $"، آخرها سجلت يوم {language.Moment(known)}" : "")}). "
                + $"طبيعة المعطيات: {language.Source(source)}."
            : $"Soldes arrêtés le {language.Moment(strike.StruckAt)} (arrêté n° {strike.Number}), "
                + $"d’après {movements} du grand "
                + $"livre{(strike.LastRecordedAt is { } last ? $", le dernier saisi le {language.Moment(last)}" : "")}. "
                + $"Nature des données : {language.Source(source)}.";
    }

    // On paper every page says what it is; names of months and places hold nothing that a style sheet would read.
    private static Markup Footer(MonthReport report, ReportLanguage language, Place? place, DataSource source)
    {
        var text =
            $"{(place is null ? "" : $"{language.Name(place)}, ")}{language.Month(report.Period)}, "
                + $"{language.Say("révision", "المراجعة")} {ReportLanguage.Numbers.Count(report.Revision)} : {language.Source(source)}";
        var (start, end) = language.IsRightToLeft ? ("right", "left") : ("left", "right");
        var what = $$"""@bottom-{{start}} { content: "{{text}}"; font: 7pt sans-serif; }""";
        var number = $$"""@bottom-{{end}} { content: counter(page) " / " counter(pages); font: 7pt sans-serif; }""";
        return new Markup($"@page {{ {what} {number} }}");
    }

    private static Markup Banners(MonthReport report, ReportLanguage language, DataSource source)
    {
        var synthetic = (source, report.IsMixed) switch
        {
            (DataSource.Synthetic, true) => Mixed(language),
            (DataSource.Synthetic, false) => Banner(
                language.Say("Données synthétiques de démonstration.", "معطيات اصطناعية تجريبية."),
                language.Say(
                    "Les mouvements sont inventés ; aucun chiffre de ce rapport n’est un fait, "
                        + "hormis les bilans publiés, cités avec leur source.",
                    "الحركات مخترعة؛ لا يعد أي رقم في هذا التقرير حقيقة، ما عدا الحصائل المنشورة المذكورة مع مصدرها.")),
            _ => Markup.Nothing,
        };
        var provisional = report.Provisional
            ? Banner(
                language.Say("Chiffres provisoires.", "أرقام مؤقتة."),
                language.Say("Le mois n’est pas terminé : ces chiffres changeront.", "لم ينته الشهر بعد: ستتغير هذه الأرقام."))
            : Markup.Nothing;
        return Markup.Of($"{synthetic}{provisional}");
    }

    private static Markup Mixed(ReportLanguage language) => Banner(
        language.Say("Données réelles et données synthétiques mêlées.", "معطيات حقيقية واصطناعية مختلطة."),
        language.Say(
            "Les sommes de ce rapport additionnent des mouvements réels et des mouvements inventés pour la démonstration : "
                + "aucune n’est un fait. Pour un rapport de données réelles seules, l’administrateur retire la démonstration.",
            "تجمع مبالغ هذا التقرير حركات حقيقية وأخرى مخترعة للعرض: ليس أي منها حقيقة. "
                + "للحصول على تقرير بمعطيات حقيقية فقط، يزيل المسؤول عن النظام العرض."));

    private static Markup Banner(string title, string text) =>
        Markup.Of($"""<p class="banner" role="note"><strong>{title}</strong> {text}</p>""");

    private static Markup ReadStyle()
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream("Reporting/report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Markup(reader.ReadToEnd().Trim());
    }
}
