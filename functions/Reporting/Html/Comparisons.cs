namespace IndhCoops.Functions.Reporting.Html;

/// <summary>An amount of an earlier month and how the month differs from it: three cells.</summary>
internal static class Comparisons
{
    public static Markup Cells(Position now, Position? before, Func<Position, decimal> amount) =>
        Cells(amount(now), before is null ? null : amount(before));

    public static Markup Cells(decimal now, decimal? before) => Markup.Join(new[]
    {
        Html.Cells.Amount(before),
        Html.Cells.Rise(now, before),
        Html.Cells.Growth(now, before),
    }.Select(Html.Cells.Number));

    /// <summary>The heads of a table that sets the month beside the month before and the same month of the year before.</summary>
    public static Markup Heads(MonthReport report, string first, ReportLanguage language) => Html.Cells.Heads(
        first,
        Html.Cells.Head(language.Month(report.Period)),
        Html.Cells.Head(language.Month(report.Period.AddMonths(-1))),
        Differences(language),
        Html.Cells.Head(language.Month(report.Period.AddYears(-1))),
        Differences(language));

    /// <summary>The heads of a difference and of its percentage.</summary>
    public static Markup Differences(ReportLanguage language) =>
        Markup.Of($"{Html.Cells.Head(language.Say("Écart", "الفارق"))}{Html.Cells.Head(language.Say("Écart en %", "الفارق %"))}");
}
