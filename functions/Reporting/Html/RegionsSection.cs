namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The regions, which add up to the country.</summary>
internal static class RegionsSection
{
    private static readonly Place Morocco = new("MA", "Maroc", "المغرب");

    private static readonly Func<Position, decimal> Disbursed = position => position.Flows.Disbursed;

    public static Markup Of(MonthReport report, ReportLanguage language)
    {
        var month = language.Month(report.Period);
        var chart = BarChart.Of(
            "g-regions",
            language.Say("Montants décaissés par région", "المبالغ المصروفة حسب الجهة"),
            language.Say(
                $"Une barre par région, en {month}, en dirhams. Les mêmes chiffres figurent dans le tableau qui suit.",
                $"شريط لكل جهة، في {month}، بالدرهم. الأرقام نفسها في الجدول التالي."),
            [.. report.Regions.Select(region => new Bar(language.Name(region.Region), Disbursed(region.Compared.Month)))],
            language);
        return Markup.Of($"""
            <section id="regions" aria-labelledby="regions-h"><h2 id="regions-h">{language.Say("Les régions", "الجهات")}</h2>
            <figure>{chart}
            <figcaption>{language.Say(
                $"Montants décaissés par région en {month} (MAD).",
                $"المبالغ المصروفة حسب الجهة في {month} (بالدرهم).")}</figcaption></figure>
            {Cells.Table(
                "regions-mois",
                language.Say($"Soldes et mouvements par région, {month} (MAD)", $"الأرصدة والحركات حسب الجهة، {month} (بالدرهم)"),
                Cells.Heads(Region(language), Cells.PositionHeads(language)),
                Months(report, language))}
            {Cells.Table(
                "regions-compare",
                language.Say(
                    "Décaissé par région, comparé au mois précédent et au même mois de l’année précédente (MAD)",
                    "المصروف حسب الجهة، مقارنة بالشهر السابق وبالشهر نفسه من السنة السابقة (بالدرهم)"),
                Comparisons.Heads(report, Region(language), language),
                Compared(report, language))}
            </section>
            """);
    }

    private static string Region(ReportLanguage language) => language.Say("Région", "الجهة");

    private static Markup Months(MonthReport report, ReportLanguage language) => Markup.Of($"""
        <tbody>{report.Regions.Select(region =>
            Cells.Row(Cells.Name(region.Region, language), Cells.Position(region.Compared.Month)))}</tbody>
        <tfoot>{Cells.Row(Cells.Name(Morocco, language), Cells.Position(report.Country.Compared.Month))}</tfoot>
        """);

    private static Markup Compared(MonthReport report, ReportLanguage language) => Markup.Of($"""
        <tbody>{report.Regions.Select(region => Row(Cells.Name(region.Region, language), region.Compared))}</tbody>
        <tfoot>{Row(Cells.Name(Morocco, language), report.Country.Compared)}</tfoot>
        """);

    private static Markup Row(Markup name, Comparison compared) => Markup.Of($"""
        {Cells.Row(
            name,
            Cells.Number(Cells.Amount(Disbursed(compared.Month))),
            Comparisons.Cells(compared.Month, compared.MonthBefore, Disbursed),
            Comparisons.Cells(compared.Month, compared.YearBefore, Disbursed))}

        """);
}
