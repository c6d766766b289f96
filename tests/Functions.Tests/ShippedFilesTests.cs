using System.Globalization;
using System.Text.Json;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions.Tests;

/// <summary>The files that the Functions host reads, as they are shipped.</summary>
public sealed class ShippedFilesTests
{
    [Fact]
    public void The_host_is_told_of_a_program_that_exists_and_of_a_time_out()
    {
        var host = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));

        var handler = host.GetProperty("customHandler");
        var program = handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString();
        Assert.Equal(typeof(FunctionsApp).Assembly.GetName().Name, program);
        Assert.False(handler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        Assert.True(TimeSpan.Parse(host.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture) > TimeSpan.Zero);
        Assert.Equal("Microsoft.Azure.Functions.ExtensionBundle", host.GetProperty("extensionBundle").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("MonthlyReport", "2024-07-01 02:00:00Z")]
    [InlineData("RefreshBalances", "2024-06-16 01:30:00Z")]
    public void Each_function_is_due_when_it_should_be_and_catches_up_and_retries(string name, string next)
    {
        var function = FunctionFile.Read(new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, name)));

        Assert.Equal(next, function.NextAfter(new DateTimeOffset(2024, 6, 15, 12, 0, 0, TimeSpan.Zero)).ToString("u", CultureInfo.InvariantCulture));
        Assert.True(function.UseMonitor);
        Assert.False(function.RunOnStartup);
        Assert.Equal(new RetryPolicy(5, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)), function.Retry);
    }
}
