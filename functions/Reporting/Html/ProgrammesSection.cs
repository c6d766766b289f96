namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The programmes, which add up to the country.</summary>
internal static class ProgrammesSection
{
    public static Markup Of(MonthReport report) => Markup.Of($"""
        <section id="programmes" aria-labelledby="programmes-h"><h2 id="programmes-h">Les programmes</h2>
        {(report.Programmes.Count == 0 ? Markup.Of($"<p>Aucun solde n’existe encore à la fin de ce mois.</p>") : Content(report))}
        </section>
        """);

    private static Markup Content(MonthReport report) => Markup.Of($"""
        <figure>{BarChart.Of("g-programmes", "Montants décaissés par programme", $"Une barre par programme, en {French.Month(report.Period)}, en dirhams. Les mêmes chiffres figurent dans le tableau qui suit.", [.. report.Programmes.Select(total => new Bar(Short(total.Programme), total.Month.Flows.Disbursed))])}
        <figcaption>Montants décaissés par programme en {French.Month(report.Period)} (MAD).</figcaption></figure>
        {Cells.Table("programmes-mois", $"Soldes et mouvements par programme, {French.Month(report.Period)} (MAD)", Markup.Of($"""<tr><th scope="col">Programme</th>{Cells.PositionHeads}</tr>"""), Rows(report))}
        """);

    private static Markup Rows(MonthReport report) => Markup.Of($"""
        <tbody>{report.Programmes.Select(total => Markup.Of($"""<tr><th scope="row">{French.Programme(total.Programme)}</th>{Cells.Position(total.Month)}</tr>"""))}</tbody>
        <tfoot><tr><th scope="row">Tous les programmes</th>{Cells.Position(report.Country.Compared.Month)}</tr></tfoot>
        """);

    // The chart leaves room for a line; the table has the whole name.
    private static string Short(ProgrammeName? programme)
    {
        const int Room = 44;
        var name = French.Programme(programme);
        return name.Length <= Room ? name : $"{name[..(Room - 1)].TrimEnd()}…";
    }
}
