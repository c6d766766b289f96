using IndhCoops.Domain.Wording;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What was paid month by month.</summary>
internal static class HistorySection
{
    public static Markup Of(MonthReport report, ReportLanguage language)
    {
        var months = report.DisbursedByMonth;
        var year = months.Count / 2;
        var heads = Cells.Heads(
            language.Say("Mois", "الشهر"),
            Cells.Head(Span(months, 0, year, language)),
            Cells.Head(Span(months, year, months.Count, language)));
        var rows = Enumerable.Range(0, year).Select(month => Row(months[month], months[year + month], language));
        return Markup.Of($"""
            <section id="evolution" aria-labelledby="evolution-h"><h2 id="evolution-h">{language.Say(
                "Vingt-quatre mois", "أربعة وعشرون شهرا")}</h2>
            {Chart(months, language)}
            {Cells.Table(
                "mois",
                language.Say("Décaissé par mois (MAD)", "المصروف حسب الشهر (بالدرهم)"),
                heads,
                Markup.Of($"<tbody>{rows}</tbody>"))}
            </section>
            """);
    }

    /// <summary>The chart of what was paid in each month.</summary>
    public static Markup Chart(IReadOnlyList<MonthAmount> months, ReportLanguage language)
    {
        var (first, last) = (language.Month(months[0].Month), language.Month(months[^1].Month));
        var chart = ColumnChart.Of(
            "g-mois",
            language.Say("Montants décaissés par mois", "المبالغ المصروفة حسب الشهر"),
            language.Say($"Une colonne par mois, de {first} à {last}, en dirhams.", $"عمود لكل شهر، من {first} إلى {last}، بالدرهم."),
            months,
            language);
        var caption = language.Say(
            $"Montants décaissés par mois (MAD), de {first} à {last}.",
            $"المبالغ المصروفة حسب الشهر (بالدرهم)، من {first} إلى {last}.");
        var unknown = months[0].Amount is null
            ? language.Say(
                $" Les mois marqués {LocalFormat.Unknown} précèdent le grand livre.",
                $" الأشهر التي تحمل {LocalFormat.Unknown} سابقة لسجل الحركات.")
            : "";
        return Markup.Of($"""
            <figure>{chart}
            <figcaption>{caption}{unknown}</figcaption></figure>
            """);
    }

    private static string Span(IReadOnlyList<MonthAmount> months, int from, int to, ReportLanguage language) =>
        language.Say(
            $"{language.Month(months[from].Month)} à {language.Month(months[to - 1].Month)}",
            $"{language.Month(months[from].Month)} إلى {language.Month(months[to - 1].Month)}");

    private static Markup Row(MonthAmount before, MonthAmount now, ReportLanguage language) => Cells.Row(
        language.MonthName(now.Month), Cells.Number(Cells.Amount(before.Amount)), Cells.Number(Cells.Amount(now.Amount)));
}
