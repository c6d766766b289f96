using System.Globalization;
using IndhCoops.Functions.Reporting;
using IndhCoops.Functions.Reporting.Html;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>Months and the scales of charts.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void Days_and_moments()
    {
        Assert.Equal("1er août 2024", ReportLanguage.French.Day(new DateOnly(2024, 8, 1)));
        Assert.Equal("29 février 2024", ReportLanguage.French.Day(new DateOnly(2024, 2, 29)));
    }

    [Theory]
    [InlineData("2024-12-31T23:30:00Z", "1er janvier 2025 à 00:30 (heure du Maroc)")]
    [InlineData("2026-03-01T12:00:00Z", "1er mars 2026 à 12:00 (heure du Maroc)")]
    [InlineData("2026-11-30T23:30:00Z", "30 novembre 2026 à 23:30 (heure du Maroc)")]
    public void Moments_are_told_by_Morocco_s_clock_whatever_the_machine_knows_of_it(string moment, string expected)
    {
        var at = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

        Assert.Equal(expected, ReportLanguage.French.Moment(at));
    }

    [Theory]
    [InlineData(4, "d’avril 2024", "أبريل 2024")]
    [InlineData(6, "de juin 2024", "يونيو 2024")]
    [InlineData(10, "d’octobre 2024", "أكتوبر 2024")]
    public void Months_after_a_noun_and_in_Arabic(int month, string french, string arabic)
    {
        Assert.Equal(french, ReportLanguage.OfMonth(new DateOnly(2024, month, 1)));
        Assert.Equal(arabic, ReportLanguage.Arabic.Month(new DateOnly(2024, month, 1)));
    }

    [Theory]
    [InlineData("0", "1", 1)]
    [InlineData("0.03", "0.03", 4)]
    [InlineData("19", "20", 5)]
    [InlineData("20", "20", 5)]
    [InlineData("20.01", "30", 4)]
    [InlineData("99999999", "100000000", 5)]
    public void Scales_end_on_a_round_step(string highest, string maximum, int ticks)
    {
        var scale = ChartScale.For(decimal.Parse(highest, null));
        Assert.Equal(decimal.Parse(maximum, null), scale.Maximum);
        Assert.Equal(ticks, scale.Ticks.Count);
    }
}
