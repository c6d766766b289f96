namespace IndhCoops.Domain.Balances;

/// <summary>The calendar of Morocco, which decides when a month has ended. The clock there goes back an hour in Ramadan.</summary>
public static class MoroccanCalendar
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    /// <summary>The current month, by its first day.</summary>
    public static DateOnly CurrentMonth(this TimeProvider clock) => MonthOf(clock.GetUtcNow());

    /// <summary>The current day.</summary>
    public static DateOnly CurrentDay(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The day on which a moment falls.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>The month in which a moment falls, by its first day.</summary>
    public static DateOnly MonthOf(DateTimeOffset moment) => FirstDay(DayOf(moment));

    /// <summary>The moment at which a month ends, by its first day.</summary>
    public static DateTimeOffset EndOf(DateOnly month)
    {
        var end = month.AddMonths(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(end, Zone.GetUtcOffset(end));
    }

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);
}
