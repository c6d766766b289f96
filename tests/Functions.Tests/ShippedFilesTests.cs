using System.Globalization;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Importing;
using IndhCoops.Functions.Reporting;
using IndhCoops.Hosting.Startup;

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
    [InlineData(typeof(IFunction))]
    [InlineData(typeof(IReportWriter))]
    [InlineData(typeof(IProvinceWriter))]
    public void Every_class_that_does_such_work_is_shipped(Type kind) => Assert.Equal(
        kind.Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(kind))
            .Select(type => type.Name)
            .Order(),
        ShippedAttribute.In(kind.Assembly, kind).Select(type => type.Name).Order());

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs", "reference", "functions.md")]
    public void The_functions_are_shown_as_they_are(params string[] page)
    {
        var shown = string.Join('\n', File.ReadAllLines(SourceTree.PathOf(page)).Select(line => line.Trim()));

        Assert.All(ShippedAttribute.In(typeof(MonthlyReport).Assembly, typeof(IFunction)), function =>
        {
            var file = Assert.Single(
                Directory.EnumerateFiles(SourceTree.PathOf("functions"), $"{function.Name}.cs", SearchOption.AllDirectories));
            var source = File.ReadAllLines(file).Select(line => line.Trim()).ToList();
            var attribute = source.FindIndex(line => line.StartsWith("[Function(", StringComparison.Ordinal));
            Assert.Contains($"{source[attribute]}\n{source[attribute + 1]}", shown, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(typeof(MonthlyReport), "2024-07-01 02:00:00Z")]
    [InlineData(typeof(RefreshBalances), "2024-06-16 01:30:00Z")]
    [InlineData(typeof(ImportFiles), "2024-06-15 12:05:00Z")]
    public void Each_function_is_due_when_it_should_be_and_catches_up_and_retries(Type type, string next)
    {
        var function = TimerAttributes.Read(type);

        Assert.Equal(type.Name, function.Name);
        Assert.Equal(
            next, function.NextAfter(new DateTimeOffset(2024, 6, 15, 12, 0, 0, TimeSpan.Zero)).ToString("u", CultureInfo.InvariantCulture));
        Assert.True(function.UseMonitor);
        Assert.False(function.RunOnStartup);
        Assert.Equal(new RetryPolicy(5, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)), function.Retry);
    }
}
