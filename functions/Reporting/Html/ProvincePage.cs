using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Wording;
using IndhCoops.Functions.Reporting.Html;

[assembly: Shipped(typeof(FrenchProvincePage))]
[assembly: Shipped(typeof(ArabicProvincePage))]

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The page in French.</summary>
internal sealed class FrenchProvincePage() : ProvincePage(ReportLanguage.French);

/// <summary>The page in Arabic.</summary>
internal sealed class ArabicProvincePage() : ProvincePage(ReportLanguage.Arabic);

/// <summary>
/// What a governor reads of a province, on two pages: the month and the year beside the year before, what is stuck, programmes, who got
/// most.
/// </summary>
internal abstract class ProvincePage(ReportLanguage language) : IProvinceWriter
{
    private static readonly (string Member, Func<Flows, decimal> Amount)[] Amounts =
    [
        ("committed", flows => flows.Committed),
        ("amended", flows => flows.Amended),
        ("disbursed", flows => flows.Disbursed),
        ("refunded", flows => flows.Refunded),
        ("cancelled", flows => flows.Cancelled),
    ];

    public ReportFormat Format => ReportFormat.Html;

    public string Language => language.Code;

    public string Ending => EndingOf(language);

    /// <summary>What the name of a page ends with.</summary>
    public static string EndingOf(ReportLanguage language) => language.IsRightToLeft ? ".ar.html" : ".html";

    public ReadOnlyMemory<byte> Write(MonthReport report, ProvinceReport province) => Page(report, province).ToUtf8();

    private Markup Page(MonthReport report, ProvinceReport province) => PageFrame.Of(
        report,
        language,
        $"{language.Name(province.Province)} : {language.Month(report.Period)}",
        province.Province,
        Lead(report, province),
        Markup.Nothing,
        Markup.Of($"""
            {Money(report, province)}
            {Programmes(report, province)}
            {Stuck(report, province)}
            {MostPaid(report, province)}
            """),
        province.DataSource);

    private Markup Lead(MonthReport report, ProvinceReport province)
    {
        var code = province.Province.Code;
        var other = language.IsRightToLeft
            ? Markup.Of($"""<a href="{code}.html" lang="fr" dir="ltr" hreflang="fr">Version française</a>""")
            : Markup.Of($"""<a href="{code}.ar.html" lang="ar" dir="rtl" hreflang="ar">النسخة العربية</a>""");
        var ending = language.IsRightToLeft ? ".ar" : "";
        var country = Markup.Of($"""<a href="../report{ending}.html">{language.Say("Rapport du pays", "تقرير البلد")}</a>""");
        var phase = PageFrame.Phase(report, language);
        return Markup.Of($"""
            <p>{Cells.Name(province.Province, language)}, {Cells.Name(province.Region, language)}. {language.Say(
                $"Soutien de l’INDH aux coopératives, révision {report.Revision}, {phase}. Montants en dirhams (MAD).",
                $"دعم المبادرة للتعاونيات، المراجعة {report.Revision}، {phase}. المبالغ بالدرهم (MAD).")}</p>
            <p class="links">{country} · <a href="{code}.xlsx">{language.Say("Classeur (XLSX)", "المصنف (XLSX)")}</a> · {other}</p>
            """);
    }

    private Markup Money(MonthReport report, ProvinceReport province)
    {
        var (month, _, before) = province.Compared;
        var (year, yearBefore) = (province.YearToDate, province.YearToDateBefore);
        return Markup.Of($"""
            <section aria-labelledby="chiffres-h"><h2 id="chiffres-h">{language.Say("Le mois et l’année", "الشهر والسنة")}</h2>
            <dl class="figures">
            {Tile(
                language.Say($"Décaissé en {language.Month(report.Period)}", $"المصروف في {language.Month(report.Period)}"),
                month.Flows.Disbursed,
                before?.Flows.Disbursed)}
            {Tile(
                language.Say($"Décaissé depuis janvier {report.Period.Year}", $"المصروف منذ يناير {report.Period.Year}"),
                year.Disbursed,
                yearBefore?.Disbursed)}
            {Tile(language.Say("Engagé et non encore décaissé", "ملتزم به ولم يصرف بعد"), month.Closing, before?.Closing)}
            </dl>
            {Cells.Table(
                "chiffres",
                language.Say("Le mois et l’année, comparés à l’année précédente (MAD)", "الشهر والسنة، مقارنة بالسنة السابقة (بالدرهم)"),
                Heads(report),
                Rows())}
            {HistorySection.Chart(province.DisbursedByMonth, language)}
            </section>
            """);

        Markup Rows() => Markup.Of($"""
            <tbody>
            {Amounts.Select(row => Row(
                language.Member(row.Member),
                row.Amount(month.Flows),
                before is null ? null : row.Amount(before.Flows),
                row.Amount(year),
                yearBefore is null ? null : row.Amount(yearBefore)))}
            {Cells.Row(
                language.Member("grants"),
                Cells.Number(Cells.Count(month.Flows.Grants)),
                Cells.Number(Cells.Count(before?.Flows.Grants)),
                Cells.Number(Cells.Growth(month.Flows.Grants, before?.Flows.Grants)),
                Cells.Number(Cells.Count(year.Grants)),
                Cells.Number(Cells.Count(yearBefore?.Grants)),
                Cells.Number(Cells.Growth(year.Grants, yearBefore?.Grants)))}
            </tbody>
            """);
    }

    private Markup Tile(string name, decimal now, decimal? before) => Markup.Of($"""
        <div><dt>{name}</dt><dd><strong>{Cells.Amount(now)}</strong> {language.Unit}</dd><dd>{Cells.Growth(now, before)} {language.Say(
            "sur un an", "خلال سنة")}</dd></div>

        """);

    private Markup Heads(MonthReport report)
    {
        var (now, before) = (report.Period.Year, report.Period.Year - 1);
        return Cells.Heads(
            language.Say("Poste", "البند"),
            Cells.Head(language.Month(report.Period)),
            Cells.Head(language.Month(report.Period.AddYears(-1))),
            Cells.Head(language.Say("Écart en %", "الفارق %")),
            Cells.Head(language.Say($"Depuis janvier {now}", $"منذ يناير {now}")),
            Cells.Head(language.Say($"Mêmes mois de {before}", $"الأشهر نفسها من {before}")),
            Cells.Head(language.Say("Écart en %", "الفارق %")));
    }

    private static Markup Row(string name, decimal month, decimal? monthBefore, decimal year, decimal? yearBefore) => Cells.Row(
        name,
        Cells.Number(Cells.Amount(month)),
        Cells.Number(Cells.Amount(monthBefore)),
        Cells.Number(Cells.Growth(month, monthBefore)),
        Cells.Number(Cells.Amount(year)),
        Cells.Number(Cells.Amount(yearBefore)),
        Cells.Number(Cells.Growth(year, yearBefore)));

    private Markup Programmes(MonthReport report, ProvinceReport province)
    {
        var month = language.Month(report.Period);
        var all = Markup.Of($"{language.Say("Tous les programmes", "جميع البرامج")}");
        var rows = province.Programmes.Select(total =>
            Programme(Cells.Programme(total.Programme, language), total.Month, total.YearToDate));
        return Markup.Of($"""
            <section aria-labelledby="programmes-h"><h2 id="programmes-h">{language.Say("Les programmes", "البرامج")}</h2>
            {Cells.Table(
                "programmes",
                language.Say($"Par programme, {month} (MAD)", $"حسب البرنامج، {month} (بالدرهم)"),
                Cells.Heads(
                    language.Say("Programme", "البرنامج"),
                    Cells.Head(language.Say("Décaissé du mois", "مصروف الشهر")),
                    Cells.Head(language.Say("Engagé depuis janvier", "الملتزم به منذ يناير")),
                    Cells.Head(language.Say("Décaissé depuis janvier", "المصروف منذ يناير")),
                    Cells.Head(language.Member("closing"))),
                Markup.Of(
                    $"<tbody>{rows}</tbody><tfoot>{Programme(all, province.Compared.Month, province.YearToDate)}</tfoot>"))}
            </section>
            """);
    }

    private static Markup Programme(Markup name, Position month, Flows year) => Cells.Row(
        name,
        Cells.Number(Cells.Amount(month.Flows.Disbursed)),
        Cells.Number(Cells.Amount(year.Committed)),
        Cells.Number(Cells.Amount(year.Disbursed)),
        Cells.Number(Cells.Amount(month.Closing)));

    private Markup Stuck(MonthReport report, ProvinceReport province)
    {
        var end = language.Day(report.LastDay);
        return Markup.Of($"""
            <section id="bloque" class="page" aria-labelledby="bloque-h"><h2 id="bloque-h">{language.Say(
                "Ce qui est bloqué", "ما هو متعثر")}</h2>
            <p>{language.Say(
                $"Au {end}, d’après le grand livre : l’argent promis depuis plus d’un an qui n’avance pas.",
                $"إلى غاية {end}، حسب سجل الحركات: الأموال الملتزم بها منذ أكثر من سنة والتي لا تتقدم.")}</p>
            {Held(
                "jamais",
                language.Say("Engagées depuis plus d’un an, rien de payé", "ملتزم بها منذ أكثر من سنة ولم يؤد منها شيء"),
                province.NeverPaid)}
            {Held(
                "arret",
                language.Say("Commencées, rien de payé depuis plus d’un an", "بدأ صرفها ولم يؤد منها شيء منذ أكثر من سنة"),
                province.Stalled)}
            </section>
            """);
    }

    private Markup Held(string id, string title, StuckGrants stuck) => stuck.Count == 0
        ? Markup.Of($"<p><strong>{title}</strong> : {language.Say("aucune.", "لا شيء.")}</p>")
        : Cells.Table(
            id,
            $"{title} : {language.Counted(stuck.Count, "subvention", "subventions", "إعانات")}, "
                + $"{ReportLanguage.Numbers.Amount(stuck.Left)} {language.Unit}{Shown(stuck)}",
            Cells.Heads(
                language.Say("Coopérative", "التعاونية"),
                Cells.TextHead(language.Say("Programme", "البرنامج")),
                Cells.TextHead(language.Say("Engagée le", "تاريخ الالتزام")),
                Cells.TextHead(language.Say("Dernier paiement", "آخر أداء")),
                Cells.Head(language.Say("Reste à payer", "الباقي"))),
            Markup.Of($"<tbody>{stuck.Largest.Select(Grant)}</tbody>"));

    // How many are listed, where not all are.
    private string Shown(StuckGrants stuck) => stuck.Count > stuck.Largest.Count
        ? language.Say($" ; les {stuck.Largest.Count} plus élevées", $"؛ أكبر {stuck.Largest.Count}")
        : "";

    private Markup Grant(StuckGrant grant) => Cells.Row(
        Cells.Name(grant.Cooperative, language),
        Cells.Text(grant.ProgrammeCode ?? LocalFormat.Unknown),
        Cells.Text(language.Day(grant.CommittedOn)),
        Cells.Text(grant.PaidOn is { } paid ? language.Day(paid) : LocalFormat.Unknown),
        Cells.Number(Cells.Amount(grant.Left)));

    private Markup MostPaid(MonthReport report, ProvinceReport province) => Markup.Of($"""
        <section aria-labelledby="payees-h"><h2 id="payees-h">{language.Say(
            "Les coopératives qui ont reçu le plus", "التعاونيات الأكثر استفادة")}</h2>
        {(province.MostPaid.Count == 0
            ? Markup.Of($"<p>{language.Say("Aucun paiement depuis janvier.", "لا أداءات منذ يناير.")}</p>")
            : Cells.Table(
                "payees",
                language.Say(
                    $"Décaissé, moins remboursé, depuis janvier {report.Period.Year} (MAD)",
                    $"المصروف ناقص المسترجع منذ يناير {report.Period.Year} (بالدرهم)"),
                Cells.Heads(
                    language.Say("Coopérative", "التعاونية"),
                    Cells.Head(language.Month(report.Period)),
                    Cells.Head(language.Say("Depuis janvier", "منذ يناير"))),
                Markup.Of($"<tbody>{province.MostPaid.Select(Paid)}</tbody>")))}
        </section>
        """);

    private Markup Paid(PaidCooperative paid) => Cells.Row(
        Cells.Name(paid.Cooperative, language),
        Cells.Number(Cells.Amount(paid.Month)),
        Cells.Number(Cells.Amount(paid.YearToDate)));
}
