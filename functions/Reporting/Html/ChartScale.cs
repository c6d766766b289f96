namespace IndhCoops.Functions.Reporting.Html;

/// <summary>An axis from zero in round steps.</summary>
internal sealed record ChartScale(decimal Maximum, IReadOnlyList<decimal> Ticks)
{
    private const int Steps = 4;

    private static readonly decimal[] RoundSteps = [1, 2, 2.5m, 5, 10];

    /// <summary>An axis that the highest amount fits under.</summary>
    public static ChartScale For(decimal highest)
    {
        if (highest <= 0)
        {
            return new ChartScale(1, [0]);
        }

        var power = 0.01m;
        while (power * 10 * Steps <= highest)
        {
            power *= 10;
        }

        var step = RoundSteps.Select(round => round * power).First(step => step * Steps >= highest);
        var count = (int)Math.Ceiling(highest / step);
        return new ChartScale(step * count, [.. Enumerable.Range(0, count + 1).Select(tick => tick * step)]);
    }
}
