namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The twelve regions, which add up to the country.</summary>
internal static class RegionsSection
{
    private static readonly Func<Position, decimal> Disbursed = position => position.Flows.Disbursed;

    public static Markup Of(MonthReport report) => Markup.Of($"""
        <section id="regions" aria-labelledby="regions-h"><h2 id="regions-h">Les régions</h2>
        <figure>{BarChart.Of("g-regions", "Montants décaissés par région", $"Une barre par région, en {French.Month(report.Period)}, en dirhams. Les mêmes chiffres figurent dans le tableau qui suit.", [.. report.Regions.Select(region => new Bar(region.Region.Name, Disbursed(region.Compared.Month)))])}
        <figcaption>Montants décaissés par région en {French.Month(report.Period)} (MAD).</figcaption></figure>
        {Cells.Table("regions-mois", $"Soldes et mouvements par région, {French.Month(report.Period)} (MAD)", Markup.Of($"""<tr><th scope="col">Région</th>{Cells.PositionHeads}</tr>"""), Months(report))}
        {Cells.Table("regions-compare", $"Décaissé par région, comparé au mois précédent et au même mois de l’année précédente (MAD)", Heads(report), Compared(report))}
        </section>
        """);

    private static Markup Months(MonthReport report) => Markup.Of($"""
        <tbody>{report.Regions.Select(region => Markup.Of($"""<tr><th scope="row">{Cells.Name(region.Region)}</th>{Cells.Position(region.Compared.Month)}</tr>"""))}</tbody>
        <tfoot><tr><th scope="row">Maroc {Morocco}</th>{Cells.Position(report.Country.Compared.Month)}</tr></tfoot>
        """);

    private static Markup Heads(MonthReport report) => Markup.Of($"""
        <tr><th scope="col">Région</th>{Cells.Head(French.Month(report.Period))}{Cells.Head(French.Month(report.Period.AddMonths(-1)))}{Cells.Head("Écart")}{Cells.Head("Écart en %")}{Cells.Head(French.Month(report.Period.AddYears(-1)))}{Cells.Head("Écart")}{Cells.Head("Écart en %")}</tr>
        """);

    private static Markup Compared(MonthReport report) => Markup.Of($"""
        <tbody>{report.Regions.Select(region => Row(Cells.Name(region.Region), region.Compared))}</tbody>
        <tfoot>{Row(Markup.Of($"Maroc {Morocco}"), report.Country.Compared)}</tfoot>
        """);

    private static Markup Row(Markup name, Comparison compared) => Markup.Of($"""
        <tr><th scope="row">{name}</th>{Cells.Number(Cells.Amount(Disbursed(compared.Month)))}{Comparisons.Cells(compared.Month, compared.MonthBefore, Disbursed)}{Comparisons.Cells(compared.Month, compared.YearBefore, Disbursed)}</tr>

        """);

    private static Markup Morocco => new("""<span lang="ar" dir="rtl">المغرب</span>""");
}
