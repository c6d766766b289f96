namespace IndhCoops.Functions.Reporting.Html;

/// <summary>A bar for each name, under the name so that it is readable on a narrow screen.</summary>
internal static class BarChart
{
    private const decimal Left = 8;
    private const decimal Width = 464;
    private const int Row = 38;

    public static Markup Of(string id, string title, string description, IReadOnlyList<Bar> bars, ReportLanguage language)
    {
        var highest = bars.Select(bar => bar.Amount).DefaultIfEmpty(0).Max();
        var height = (bars.Count * Row) + 8;
        return Markup.Of($"""
            <svg class="chart" viewBox="0 0 480 {height}" role="img" aria-labelledby="{id}-t {id}-d" xmlns="http://www.w3.org/2000/svg">
            <title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>
            {bars.Select(Draw)}
            </svg>
            """);

        Markup Draw(Bar bar, int index)
        {
            var y = (index * Row) + 16;
            var length = highest > 0 ? Width * bar.Amount / highest : 0;
            var (name, value) = language.IsRightToLeft ? ("label end", "value") : ("label", "value end");
            var (nameAt, valueAt, barAt) = language.IsRightToLeft
                ? (Left + Width, Left, Left + Width - length)
                : (Left, Left + Width, Left);
            var label = Markup.Of($"""<text class="{name}" x="{nameAt}" y="{y}">{bar.Name}</text>""");
            var amount = Markup.Of($"""<text class="{value}" x="{valueAt}" y="{y}">{ReportLanguage.Numbers.Amount(bar.Amount)}</text>""");
            var rail = Markup.Of($"""<rect class="rail" x="{Left}" y="{y + 6}" width="{Width}" height="9"/>""");
            var filled = Markup.Of($"""<rect class="bar" x="{barAt}" y="{y + 6}" width="{length}" height="9"/>""");
            return Markup.Of($"{label}{amount}\n{rail}{filled}\n");
        }
    }
}

/// <summary>A name and an amount in MAD, not below zero.</summary>
internal sealed record Bar(string Name, decimal Amount);
