namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The whole country: the month beside the month before and the year before, and what came together since January and in the phase.</summary>
internal static class CountrySection
{
    private static readonly (string Name, Func<Position, decimal> Amount)[] Amounts =
    [
        ("Solde d’ouverture", position => position.Opening),
        ("Engagé", position => position.Flows.Committed),
        ("Avenants", position => position.Flows.Amended),
        ("Décaissé", position => position.Flows.Disbursed),
        ("Remboursé", position => position.Flows.Refunded),
        ("Annulé", position => position.Flows.Cancelled),
        ("Solde de clôture", position => position.Closing),
    ];

    public static Markup Of(MonthReport report)
    {
        var compared = report.Country.Compared;
        return Markup.Of($"""
            <section id="pays" aria-labelledby="pays-h"><h2 id="pays-h">Le pays</h2>
            <dl class="figures">
            {Figure("Engagé", compared, position => position.Flows.Committed)}
            {Figure("Décaissé", compared, position => position.Flows.Disbursed)}
            {Figure("Solde de clôture", compared, position => position.Closing)}
            </dl>
            {Cells.Table("pays-mois", $"Maroc, {French.Month(report.Period)}, comparé au mois précédent et au même mois de l’année précédente (MAD)", Heads(report), Rows(compared))}
            {Cells.Table("pays-cumul", $"Maroc, cumuls à fin {French.Month(report.Period)} (MAD)", CumulHeads(report), CumulRows(report))}
            </section>
            """);
    }

    private static Markup Figure(string name, Comparison compared, Func<Position, decimal> amount)
    {
        var before = compared.MonthBefore is { } month ? amount(month) : (decimal?)null;
        var year = compared.YearBefore is { } last ? amount(last) : (decimal?)null;
        return Markup.Of($"""
            <div><dt>{name}</dt><dd><strong>{Cells.Amount(amount(compared.Month))}</strong> MAD</dd>
            <dd>{Cells.Growth(amount(compared.Month), before)} sur un mois</dd><dd>{Cells.Growth(amount(compared.Month), year)} sur un an</dd></div>

            """);
    }

    private static Markup Heads(MonthReport report) => Markup.Of($"""
        <tr><th scope="col">Poste</th>{Cells.Head(French.Month(report.Period))}{Cells.Head(French.Month(report.Period.AddMonths(-1)))}{Cells.Head("Écart")}{Cells.Head("Écart en %")}{Cells.Head(French.Month(report.Period.AddYears(-1)))}{Cells.Head("Écart")}{Cells.Head("Écart en %")}</tr>
        """);

    private static Markup Rows(Comparison compared) => Markup.Of($"""
        <tbody>
        {Amounts.Select(row => Row(row.Name, compared, row.Amount))}
        <tr><th scope="row">Subventions engagées (nombre)</th>{Cells.Number(Cells.Count(compared.Month.Flows.Grants))}{Against(compared.Month, compared.MonthBefore)}{Against(compared.Month, compared.YearBefore)}</tr>
        </tbody>
        """);

    private static Markup Row(string name, Comparison compared, Func<Position, decimal> amount) => Markup.Of($"""
        <tr><th scope="row">{name}</th>{Cells.Number(Cells.Amount(amount(compared.Month)))}{Comparisons.Cells(compared.Month, compared.MonthBefore, amount)}{Comparisons.Cells(compared.Month, compared.YearBefore, amount)}</tr>

        """);

    private static Markup Against(Position now, Position? before) => Markup.Of(
        $"{Cells.Number(Cells.Count(before?.Flows.Grants))}{Cells.Number(Cells.Rise(now.Flows.Grants, before?.Flows.Grants))}{Cells.Number(Cells.Growth(now.Flows.Grants, before?.Flows.Grants))}");

    private static Markup CumulHeads(MonthReport report) => Markup.Of(
        $"""<tr><th scope="col">Poste</th>{Cells.Head($"Depuis janvier {French.Year(report.Period)}")}{(report.Country.PhaseToDate is null ? Markup.Nothing : Cells.Head($"Depuis le début de la phase {report.Phase}"))}</tr>""");

    private static Markup CumulRows(MonthReport report)
    {
        var (year, phase) = (report.Country.YearToDate, report.Country.PhaseToDate);
        return Markup.Of($"""
            <tbody>
            {Row("Engagé", flows => Cells.Amount(flows.Committed))}
            {Row("Avenants", flows => Cells.Amount(flows.Amended))}
            {Row("Décaissé", flows => Cells.Amount(flows.Disbursed))}
            {Row("Remboursé", flows => Cells.Amount(flows.Refunded))}
            {Row("Annulé", flows => Cells.Amount(flows.Cancelled))}
            {Row("Subventions engagées (nombre)", flows => Cells.Count(flows.Grants))}
            </tbody>
            """);

        Markup Row(string name, Func<Flows, Markup> figure) => Markup.Of(
            $"""<tr><th scope="row">{name}</th>{Cells.Number(figure(year))}{(phase is null ? Markup.Nothing : Cells.Number(figure(phase)))}</tr>""");
    }
}
