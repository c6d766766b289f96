namespace IndhCoops.Domain.Balances;

/// <summary>The calendar of Morocco, which decides when a month has ended.</summary>
public static class MoroccanCalendar
{
    /// <summary>What to tell an operator while <see cref="IsCurrent"/> is false.</summary>
    public const string Outdated =
        "the time zone data of this machine is older than September 2026, since when Morocco stays at UTC+0: update the package tzdata. "
            + "Until then months end an hour late, so that none ends early";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    // The day of the change, and a later day on which older data has the clock an hour ahead.
    private static readonly DateTimeOffset Changed = new(2026, 9, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Probe = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether this machine's time zone data knows that Morocco stays at UTC+0 since 20 September 2026.</summary>
    public static bool IsCurrent { get; } = KnowsItself(Zone);

    /// <summary>The current month, by its first day.</summary>
    public static DateOnly CurrentMonth(this TimeProvider clock) => MonthOf(clock.GetUtcNow());

    /// <summary>The current day.</summary>
    public static DateOnly CurrentDay(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The day on which a moment falls.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DayOf(moment, Zone);

    /// <summary>What the clocks of Morocco show at a moment.</summary>
    public static DateTime ClockAt(DateTimeOffset moment) =>
        moment < Changed ? TimeZoneInfo.ConvertTime(moment, Zone).DateTime : moment.UtcDateTime;

    /// <summary>The month in which a moment falls, by its first day.</summary>
    public static DateOnly MonthOf(DateTimeOffset moment) => MonthOf(moment, Zone);

    /// <summary>The moment at which a month ends, by its first day.</summary>
    public static DateTimeOffset EndOf(DateOnly month)
    {
        var end = month.AddMonths(1).ToDateTime(TimeOnly.MinValue);
        var (local, utc) = (new DateTimeOffset(end, Zone.GetUtcOffset(end)), new DateTimeOffset(end, TimeSpan.Zero));
        return IsCurrent || utc < Changed || local > utc ? local : utc;
    }

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Whether a zone is at UTC+0 where Morocco is.</summary>
    internal static bool KnowsItself(TimeZoneInfo zone) => zone.GetUtcOffset(Probe) == TimeSpan.Zero;

    /// <summary>The month in which a moment falls in a zone.</summary>
    internal static DateOnly MonthOf(DateTimeOffset moment, TimeZoneInfo zone) => FirstDay(DayOf(moment, zone));

    // If the zone data is out of date, takes the earlier of its day and UTC's: a month is closed only when it has ended by both.
    private static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        var utc = DateOnly.FromDateTime(moment.UtcDateTime);
        return KnowsItself(zone) || moment < Changed || local < utc ? local : utc;
    }
}
