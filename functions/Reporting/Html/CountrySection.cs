namespace IndhCoops.Functions.Reporting.Html;

/// <summary>
/// The whole country: the month beside the month before and the year before, and what came together since January and in the phase.
/// </summary>
internal static class CountrySection
{
    private static readonly (string Member, Func<Position, decimal> Amount)[] Amounts =
    [
        ("opening", position => position.Opening),
        ("committed", position => position.Flows.Committed),
        ("amended", position => position.Flows.Amended),
        ("disbursed", position => position.Flows.Disbursed),
        ("refunded", position => position.Flows.Refunded),
        ("cancelled", position => position.Flows.Cancelled),
        ("closing", position => position.Closing),
    ];

    public static Markup Of(MonthReport report, ReportLanguage language)
    {
        var compared = report.Country.Compared;
        var month = language.Month(report.Period);
        return Markup.Of($"""
            <section id="pays" aria-labelledby="pays-h"><h2 id="pays-h">{language.Say("Le pays", "البلد")}</h2>
            <dl class="figures">
            {Figure("committed", position => position.Flows.Committed)}
            {Figure("disbursed", position => position.Flows.Disbursed)}
            {Figure("closing", position => position.Closing)}
            </dl>
            {Cells.Table(
                "pays-mois",
                language.Say(
                    $"Maroc, {month}, comparé au mois précédent et au même mois de l’année précédente (MAD)",
                    $"المغرب، {month}، مقارنة بالشهر السابق وبالشهر نفسه من السنة السابقة (بالدرهم)"),
                Comparisons.Heads(report, language.Say("Poste", "البند"), language),
                Rows(compared, language))}
            {Cells.Table(
                "pays-cumul",
                language.Say($"Maroc, cumuls à fin {month} (MAD)", $"المغرب، المجاميع إلى نهاية {month} (بالدرهم)"),
                CumulHeads(report, language),
                CumulRows(report, language))}
            </section>
            """);

        Markup Figure(string member, Func<Position, decimal> amount) => Tile(
            language.Member(member), compared, amount, language);
    }

    private static Markup Tile(string name, Comparison compared, Func<Position, decimal> amount, ReportLanguage language)
    {
        var before = compared.MonthBefore is { } month ? amount(month) : (decimal?)null;
        var year = compared.YearBefore is { } last ? amount(last) : (decimal?)null;
        var now = amount(compared.Month);
        var (onMonth, onYear) = (language.Say("sur un mois", "خلال شهر"), language.Say("sur un an", "خلال سنة"));
        return Markup.Of($"""
            <div><dt>{name}</dt><dd><strong>{Cells.Amount(now)}</strong> {language.Unit}</dd>
            <dd>{Cells.Growth(now, before)} {onMonth}</dd><dd>{Cells.Growth(now, year)} {onYear}</dd></div>

            """);
    }

    private static Markup Rows(Comparison compared, ReportLanguage language) => Markup.Of($"""
        <tbody>
        {Amounts.Select(row => Row(language.Member(row.Member), compared, row.Amount))}
        {Cells.Row(
            NewGrants(language),
            Cells.Number(Cells.Count(compared.Month.Flows.Grants)),
            Against(compared.Month, compared.MonthBefore),
            Against(compared.Month, compared.YearBefore))}
        </tbody>
        """);

    private static Markup Row(string name, Comparison compared, Func<Position, decimal> amount) => Markup.Of($"""
        {Cells.Row(
            name,
            Cells.Number(Cells.Amount(amount(compared.Month))),
            Comparisons.Cells(compared.Month, compared.MonthBefore, amount),
            Comparisons.Cells(compared.Month, compared.YearBefore, amount))}

        """);

    private static Markup Against(Position now, Position? before) => Markup.Join(new[]
    {
        Cells.Count(before?.Flows.Grants),
        Cells.Rise(now.Flows.Grants, before?.Flows.Grants),
        Cells.Growth(now.Flows.Grants, before?.Flows.Grants),
    }.Select(Cells.Number));

    private static string NewGrants(ReportLanguage language) =>
        language.Say("Subventions engagées (nombre)", "الإعانات الملتزم بها (العدد)");

    private static Markup CumulHeads(MonthReport report, ReportLanguage language)
    {
        var year = report.Period.Year;
        return Cells.Heads(
            language.Say("Poste", "البند"),
            Cells.Head(language.Say($"Depuis janvier {year}", $"منذ يناير {year}")),
            report.Country.PhaseToDate is null
                ? Markup.Nothing
                : Cells.Head(language.Say($"Depuis le début de la phase {report.Phase}", $"منذ بداية المرحلة {report.Phase}")));
    }

    private static Markup CumulRows(MonthReport report, ReportLanguage language)
    {
        var (year, phase) = (report.Country.YearToDate, report.Country.PhaseToDate);
        return Markup.Of($"""
            <tbody>
            {Row(language.Member("committed"), flows => Cells.Amount(flows.Committed))}
            {Row(language.Member("amended"), flows => Cells.Amount(flows.Amended))}
            {Row(language.Member("disbursed"), flows => Cells.Amount(flows.Disbursed))}
            {Row(language.Member("refunded"), flows => Cells.Amount(flows.Refunded))}
            {Row(language.Member("cancelled"), flows => Cells.Amount(flows.Cancelled))}
            {Row(NewGrants(language), flows => Cells.Count(flows.Grants))}
            </tbody>
            """);

        Markup Row(string name, Func<Flows, Markup> figure) =>
            Cells.Row(name, Cells.Number(figure(year)), phase is null ? Markup.Nothing : Cells.Number(figure(phase)));
    }
}
