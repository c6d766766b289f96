using IndhCoops.Domain.Balances;

namespace IndhCoops.Domain.Tests.Balances;

/// <summary>A month is not closed before it has ended, also where the machine's time zone data is out of date.</summary>
public sealed class MoroccanCalendarTests
{
    private static readonly TimeZoneInfo OutOfDate = TimeZoneInfo.CreateCustomTimeZone("out of date", TimeSpan.FromHours(1), null, null);

    [Theory]
    [InlineData("2026-11-30T23:30:00Z", "2026-11-01")] // The old clock shows December already.
    [InlineData("2026-12-01T00:00:00Z", "2026-12-01")]
    [InlineData("2026-07-31T23:30:00Z", "2026-08-01")] // Then it was right.
    public void Data_out_of_date_closes_no_month_early(string moment, string month)
    {
        Assert.False(MoroccanCalendar.KnowsItself(OutOfDate));
        Assert.Equal(DateOnly.Parse(month, null), MoroccanCalendar.MonthOf(DateTimeOffset.Parse(moment, null), OutOfDate));
    }

    [Fact]
    public void The_current_month_ends_at_midnight_in_UTC_whatever_the_machine_knows()
    {
        var end = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(end, MoroccanCalendar.EndOf(new DateOnly(2026, 11, 1)));
        Assert.Equal(new DateOnly(2026, 11, 1), MoroccanCalendar.MonthOf(end.AddTicks(-1)));
        Assert.Equal(new DateOnly(2026, 12, 1), MoroccanCalendar.MonthOf(end));
    }
}
