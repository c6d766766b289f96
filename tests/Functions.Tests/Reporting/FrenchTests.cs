using IndhCoops.Functions.Reporting;
using IndhCoops.Functions.Reporting.Html;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>Figures as French typography writes them.</summary>
public sealed class FrenchTests
{
    [Theory]
    [InlineData("1234567.89", "1\u202F234\u202F567,89")]
    [InlineData("-0.5", "−0,50")]
    [InlineData("0", "0,00")]
    public void Amounts(string amount, string text) => Assert.Equal(text, French.Amount(decimal.Parse(amount, null)));

    [Theory]
    [InlineData("110", "100", "+10,0\u00A0%")]
    [InlineData("50", "100", "−50,0\u00A0%")]
    [InlineData("50", "-100", "—")]
    [InlineData("-50", "-100", "+50,0\u00A0%")]
    [InlineData("100", "100", "0,0\u00A0%")]
    [InlineData("5", "0", "—")]
    public void Growth(string now, string before, string text) => Assert.Equal(text, French.Growth(decimal.Parse(now, null), decimal.Parse(before, null)));

    [Fact]
    public void Days_and_moments()
    {
        Assert.Equal("1er août 2024", French.Day(new DateOnly(2024, 8, 1)));
        Assert.Equal("29 février 2024", French.Day(new DateOnly(2024, 2, 29)));
        Assert.Equal("31 décembre 2024 à 23:30 UTC", French.Moment(new DateTimeOffset(2025, 1, 1, 0, 30, 0, TimeSpan.FromHours(1))));
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
