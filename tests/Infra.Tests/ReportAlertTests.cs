using System.Text.RegularExpressions;
using IndhCoops.Functions.Publishing;
using IndhCoops.Hosting.Storage;

namespace IndhCoops.Infra.Tests;

/// <summary>Somebody is told when the month's report is missing.</summary>
public sealed class ReportAlertTests
{
    [Fact]
    public async Task The_alert_looks_where_the_functions_write_a_manifest()
    {
        var template = await Template.MainAsync();
        var query = QueryOf(template);

        // The manifest of the month before, as a log of the storage names it.
        var written = $"/account/{ReportStorage.Container}/{Manifest.PathOf(new DateOnly(2024, 6, 1), 1)}";
        var part = Regex.Match(query, @"contains strcat\('(?<before>[^']+)', reported, '(?<after>[^']+)'\)");
        Assert.Contains($"{part.Groups["before"]}2024-06{part.Groups["after"]}", written, StringComparison.Ordinal);
        Assert.EndsWith(Regex.Match(query, "endswith '([^']+)'").Groups[1].Value, written, StringComparison.Ordinal);
        Assert.Contains("'yyyy-MM'", query, StringComparison.Ordinal);
        Assert.Contains("OperationName == 'PutBlob'", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alert_is_on_and_sees_all_of_the_first_on_the_second()
    {
        var template = await Template.MainAsync();
        var rule = Assert.Single(template.OfType("Microsoft.Insights/scheduledQueryRules"));

        Assert.Equal("True", rule.Value("enabled"));
        Assert.Contains("dayofmonth(now()) == 2", QueryOf(template), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(2), System.Xml.XmlConvert.ToTimeSpan(rule.Value("overrideQueryTimeRange")));
        Assert.True(System.Xml.XmlConvert.ToTimeSpan(rule.Value("evaluationFrequency")) <= TimeSpan.FromDays(1));
        Assert.Equal("[parameters('actionGroupIds')]", rule.Value("actions", "actionGroups"));
        var people = Assert.Single(template.OfType("Microsoft.Insights/actionGroups"));
        Assert.Equal("[not(empty(parameters('alertAddresses')))]", people.Json.GetProperty("condition").GetString());
    }

    [Fact]
    public async Task The_storage_of_the_reports_logs_its_writes()
    {
        var template = await Template.MainAsync();

        var writes = template.OfType("Microsoft.Insights/diagnosticSettings").Single(
            setting => setting.Module == "/reports/reports-account");
        Assert.Contains("StorageWrite", writes.Value("logs"), StringComparison.Ordinal);
        Assert.Contains("blobServices", writes.Json.GetProperty("scope").GetString(), StringComparison.Ordinal);
        Assert.Equal("[parameters('workspaceId')]", writes.Value("workspaceId"));
    }

    [Fact]
    public async Task Both_environments_tell_the_people_that_the_deployer_names()
    {
        foreach (var environment in new[] { "dev", "prod" })
        {
            var addresses = (await Template.ParametersAsync(environment)).GetProperty("alertAddresses").GetProperty("value");
            Assert.Equal(["one@example.org", "two@example.org"], addresses.EnumerateArray().Select(address => address.GetString()));
        }
    }

    [Fact]
    public void The_report_is_due_before_the_alert_asks_for_it()
    {
        var report = Functions.Hosting.Timers.TimerAttributes.Read(typeof(Functions.MonthlyReport));

        var due = report.NextAfter(new DateTimeOffset(2024, 6, 30, 23, 59, 59, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2024, 7, 1), DateOnly.FromDateTime(due.UtcDateTime));
    }

    private static string QueryOf(Template template) =>
        template.VariablesOf("/report-alert").GetProperty("query").GetString()!;
}
