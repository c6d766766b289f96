namespace IndhCoops.Functions.Reporting.Html;

/// <summary>An amount of an earlier month and how the month differs from it: three cells.</summary>
internal static class Comparisons
{
    public static Markup Cells(Position now, Position? before, Func<Position, decimal> amount)
    {
        var earlier = before is null ? (decimal?)null : amount(before);
        return Markup.Join(new[]
        {
            Html.Cells.Amount(earlier),
            Html.Cells.Rise(amount(now), earlier),
            Html.Cells.Growth(amount(now), earlier),
        }.Select(Html.Cells.Number));
    }
}
