namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What was paid month by month.</summary>
internal static class HistorySection
{
    public static Markup Of(MonthReport report)
    {
        var months = report.DisbursedByMonth;
        var year = months.Count / 2;
        return Markup.Of($"""
            <section id="evolution" aria-labelledby="evolution-h"><h2 id="evolution-h">Vingt-quatre mois</h2>
            <figure>{ColumnChart.Of("g-mois", "Montants décaissés par mois", $"Une colonne par mois, de {French.Month(months[0].Month)} à {French.Month(months[^1].Month)}, en dirhams. Les mêmes chiffres figurent dans le tableau qui suit.", months)}
            <figcaption>Montants décaissés par mois (MAD), de {French.Month(months[0].Month)} à {French.Month(months[^1].Month)}.{(months[0].Amount is null ? $" Les mois marqués {French.Unknown} précèdent le grand livre." : "")}</figcaption></figure>
            {Cells.Table("mois", "Décaissé par mois (MAD)", Markup.Of($"""<tr><th scope="col">Mois</th>{Cells.Head(Span(months, 0, year))}{Cells.Head(Span(months, year, months.Count))}</tr>"""), Markup.Of($"<tbody>{Enumerable.Range(0, year).Select(month => Row(months[month], months[year + month]))}</tbody>"))}
            </section>
            """);
    }

    private static string Span(IReadOnlyList<MonthAmount> months, int from, int to) =>
        $"{French.Month(months[from].Month)} à {French.Month(months[to - 1].Month)}";

    private static Markup Row(MonthAmount before, MonthAmount now) => Markup.Of(
        $"""<tr><th scope="row">{French.MonthName(now.Month)}</th>{Cells.Number(Cells.Amount(before.Amount))}{Cells.Number(Cells.Amount(now.Amount))}</tr>""");
}
