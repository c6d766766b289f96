namespace IndhCoops.Functions.Reporting.Html;

/// <summary>A column for each month, the last one standing out.</summary>
internal static class ColumnChart
{
    private const decimal Left = 60;
    private const decimal Right = 472;
    private const decimal Top = 14;
    private const decimal Bottom = 184;
    private const int LabelEvery = 6;

    public static Markup Of(string id, string title, string description, IReadOnlyList<MonthAmount> months, ReportLanguage language)
    {
        var scale = ChartScale.For(months.Max(month => month.Amount ?? 0));
        var step = (Right - Left) / months.Count;
        return Markup.Of($"""
            <svg class="chart" viewBox="0 0 480 216" role="img" aria-labelledby="{id}-t {id}-d" xmlns="http://www.w3.org/2000/svg">
            <title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>
            {scale.Ticks.Select(Line)}
            {months.Select(Column)}
            <line class="base" x1="{Left}" x2="{Right}" y1="{Bottom}" y2="{Bottom}"/>
            </svg>
            """);

        decimal Y(decimal amount) => Bottom - ((Bottom - Top) * amount / scale.Maximum);

        Markup Line(decimal tick)
        {
            var line = Markup.Of($"""<line class="grid" x1="{Left}" x2="{Right}" y1="{Y(tick)}" y2="{Y(tick)}"/>""");
            var text = ReportLanguage.Numbers.Short(tick);
            return Markup.Of($"""{line}<text class="axis end" x="{Left - 6}" y="{Y(tick) + 4}">{text}</text>""");
        }

        Markup Column(MonthAmount month, int index)
        {
            var x = Left + (step * index);
            var last = index == months.Count - 1;
            var bar = month.Amount is { } amount ? Bar(month.Month, amount, x, last) : Markup.Nothing;
            var label = (months.Count - 1 - index) % LabelEvery == 0 ? Label(month.Month, x, last) : Markup.Nothing;
            return Markup.Of($"{bar}{label}\n");
        }

        Markup Bar(DateOnly month, decimal amount, decimal x, bool last)
        {
            var (name, height) = (last ? "bar now" : "bar", Bottom - Y(amount));
            var title = Markup.Of($"<title>{language.Month(month)} : {ReportLanguage.Numbers.Amount(amount)} {language.Unit}</title>");
            return Markup.Of(
                $"""<rect class="{name}" x="{x + 2}" y="{Y(amount)}" width="{step - 4}" height="{height}">{title}</rect>""");
        }

        Markup Label(DateOnly month, decimal x, bool last)
        {
            var (name, at) = last ? ("axis end", Right) : ("axis middle", x + (step / 2));
            return Markup.Of($"""<text class="{name}" x="{at}" y="{Bottom + 20}">{language.ShortMonth(month)}</text>""");
        }
    }
}
