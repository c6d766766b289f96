using System.Globalization;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting.Timers;

namespace IndhCoops.Functions.Tests;

/// <summary>What is shipped: the host's settings and the functions' timers.</summary>
public sealed class ShippedFilesTests
{
    [Fact]
    public void The_host_is_told_of_a_time_out_and_of_no_bundle_which_would_make_its_start_depend_on_a_download()
    {
        var host = JsonElement.Parse(File.ReadAllText(SourceTree.PathOf("functions", "Worker", "host.json")));

        Assert.Equal("2.0", host.GetProperty("version").GetString());
        Assert.True(TimeSpan.Parse(host.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture) > TimeSpan.Zero);
        Assert.False(host.TryGetProperty("extensionBundle", out _));
        Assert.False(host.TryGetProperty("customHandler", out _));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs", "reference", "functions.md")]
    public void The_functions_are_shown_as_they_are(params string[] page)
    {
        var lines = File.ReadAllLines(SourceTree.PathOf(page));
        var shown = lines.SkipWhile(line => line != "public sealed class TimerFunctions(InvocationRunner runner)").TakeWhile(line => line != "```").ToList();

        var source = File.ReadAllLines(SourceTree.PathOf("functions", "TimerFunctions.cs"));
        Assert.Subset(source.ToHashSet(), shown.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).ToHashSet());
        Assert.Equal(source.Count(IsFunction), shown.Count(IsFunction));

        static bool IsFunction(string line) => line.Contains("[Function(", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MonthlyReport", "2024-07-01 02:00:00Z")]
    [InlineData("RefreshBalances", "2024-06-16 01:30:00Z")]
    [InlineData("ImportFiles", "2024-06-15 12:05:00Z")]
    public void Each_function_is_due_when_it_should_be_and_catches_up_and_retries(string name, string next)
    {
        var function = TimerAttributes.Read(typeof(TimerFunctions)).Single(function => function.Name == name);

        Assert.Equal(next, function.NextAfter(new DateTimeOffset(2024, 6, 15, 12, 0, 0, TimeSpan.Zero)).ToString("u", CultureInfo.InvariantCulture));
        Assert.True(function.UseMonitor);
        Assert.False(function.RunOnStartup);
        Assert.Equal(new RetryPolicy(5, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)), function.Retry);
    }
}
