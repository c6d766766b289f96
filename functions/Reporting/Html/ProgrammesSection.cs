namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The programmes, which add up to the country.</summary>
internal static class ProgrammesSection
{
    public static Markup Of(MonthReport report, ReportLanguage language) => Markup.Of($"""
        <section id="programmes" aria-labelledby="programmes-h"><h2 id="programmes-h">{language.Say("Les programmes", "البرامج")}</h2>
        {(report.Programmes.Count == 0 ? None(language) : Content(report, language))}
        </section>
        """);

    private static Markup None(ReportLanguage language) => Markup.Of(
        $"<p>{language.Say("Aucun solde n’existe encore à la fin de ce mois.", "لا يوجد بعد أي رصيد في نهاية هذا الشهر.")}</p>");

    private static Markup Content(MonthReport report, ReportLanguage language)
    {
        var month = language.Month(report.Period);
        var chart = BarChart.Of(
            "g-programmes",
            language.Say("Montants décaissés par programme", "المبالغ المصروفة حسب البرنامج"),
            language.Say(
                $"Une barre par programme, en {month}, en dirhams. Les mêmes chiffres figurent dans le tableau qui suit.",
                $"شريط لكل برنامج، في {month}، بالدرهم. الأرقام نفسها في الجدول التالي."),
            [.. report.Programmes.Select(total => new Bar(Short(total.Programme, language), total.Month.Flows.Disbursed))],
            language);
        return Markup.Of($"""
            <figure>{chart}
            <figcaption>{language.Say(
                $"Montants décaissés par programme en {month} (MAD).",
                $"المبالغ المصروفة حسب البرنامج في {month} (بالدرهم).")}</figcaption></figure>
            {Cells.Table(
                "programmes-mois",
                language.Say(
                    $"Soldes et mouvements par programme, {month} (MAD)",
                    $"الأرصدة والحركات حسب البرنامج، {month} (بالدرهم)"),
                Cells.Heads(language.Say("Programme", "البرنامج"), Cells.PositionHeads(language)),
                Rows(report, language))}
            """);
    }

    private static Markup Rows(MonthReport report, ReportLanguage language) => Markup.Of($"""
        <tbody>{report.Programmes.Select(total =>
            Cells.Row(Cells.Programme(total.Programme, language), Cells.Position(total.Month)))}</tbody>
        <tfoot>{Cells.Row(
            language.Say("Tous les programmes", "جميع البرامج"), Cells.Position(report.Country.Compared.Month))}</tfoot>
        """);

    // The chart leaves room for a line; the table has the whole name.
    private static string Short(ProgrammeName? programme, ReportLanguage language)
    {
        const int Room = 44;
        var name = language.Programme(programme);
        return name.Length <= Room ? name : $"{name[..(Room - 1)].TrimEnd()}…";
    }
}
