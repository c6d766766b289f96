using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.Tests.Startup;

/// <summary>What somebody meant who mistyped a word.</summary>
public sealed class SuggestionTests
{
    private static readonly string[] Known = ["--port", "--data", "--database", "--demo", "MonthlyReport", "RefreshBalances", "run"];

    [Theory]
    [InlineData("--databse", "--database")]
    [InlineData("--prot", "--port")]
    [InlineData("--DATA", "--data")]
    [InlineData("MonthlyReprt", "MonthlyReport")]
    [InlineData("refreshbalance", "RefreshBalances")]
    [InlineData("rnu", "run")]
    [InlineData("--verbose", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_meant_where_one_is_near(string typed, string? meant) =>
        Assert.Equal(meant, Suggestion.Find(typed, Known));
}
