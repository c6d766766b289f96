using System.Text.RegularExpressions;

namespace IndhCoops.Infra.Tests;

/// <summary>What somebody who deploys the template relies on, read from what Azure is sent.</summary>
public sealed partial class TemplateTests
{
    [Fact]
    public async Task No_storage_is_entered_by_key_or_without_identity_or_in_clear()
    {
        var template = await Template.MainAsync();

        var accounts = template.OfType("Microsoft.Storage/storageAccounts");
        Assert.Equal(
            ["/functions-storage/functions-account", "/reports/reports-account"],
            accounts.Select(account => account.Module).Order(StringComparer.Ordinal));
        Assert.All(accounts, account =>
        {
            Assert.Equal("False", account.Value("allowSharedKeyAccess"));
            Assert.Equal("False", account.Value("allowBlobPublicAccess"));
            Assert.Equal("False", account.Value("allowCrossTenantReplication"));
            Assert.Equal("True", account.Value("supportsHttpsTrafficOnly"));
            Assert.Equal("TLS1_2", account.Value("minimumTlsVersion"));
        });
        var containers = template.OfType("Microsoft.Storage/storageAccounts/blobServices/containers");
        Assert.Equal(3, containers.Count);
        Assert.All(containers, container => Assert.Equal("None", container.Value("publicAccess")));
    }

    [Fact]
    public async Task The_database_knows_no_password()
    {
        var template = await Template.MainAsync();

        var server = Assert.Single(template.OfType("Microsoft.DBforPostgreSQL/flexibleServers"));
        Assert.Equal("Disabled", server.Value("authConfig", "passwordAuth"));
        Assert.Equal("Enabled", server.Value("authConfig", "activeDirectoryAuth"));
        Assert.DoesNotContain("administratorLogin", server.Json.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Single(template.OfType("Microsoft.DBforPostgreSQL/flexibleServers/administrators"));
    }

    [Fact]
    public async Task No_secret_is_taken_given_or_looked_up()
    {
        var template = await Template.MainAsync();
        var everything = template.Root.ToString();

        Assert.DoesNotMatch(LookUps(), everything);
        Assert.DoesNotMatch(new Regex("(?i)password=|accountkey=|sharedaccess"), everything);
        Assert.All(template.Surfaces, surface =>
        {
            Assert.DoesNotMatch(new Regex("(?i)secret|password|key$|token"), surface.Name);
            Assert.DoesNotContain("secure", surface.Json.GetProperty("type").ToString(), StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(
            ["databaseHost", "functionsName", "functionsRole", "serverRole", "serverUri"],
            template.Surfaces.Where(surface => surface is { Module: "", Kind: "outputs" }).Select(surface => surface.Name)
                .Order(StringComparer.Ordinal));
        Assert.All(template.Surfaces.Where(surface => surface.Kind == "outputs"), output =>
            Assert.DoesNotContain("ConnectionString", output.Json.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Programs_and_logs_are_sent_with_tokens_only()
    {
        var template = await Template.MainAsync();

        Assert.Equal("True", Assert.Single(template.OfType("Microsoft.Insights/components")).Value("DisableLocalAuth"));
        var workspace = Assert.Single(template.OfType("Microsoft.OperationalInsights/workspaces"));
        Assert.Equal("True", workspace.Value("features", "disableLocalAuth"));
        var publishing = template.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(2, publishing.Count);
        Assert.All(publishing, way => Assert.Equal("False", way.Value("allow")));
    }

    [Fact]
    public async Task Versions_of_reports_are_kept_and_cannot_be_changed_while_functions_may_write_over_blobs()
    {
        var template = await Template.MainAsync();

        // Immutability of the container itself would stop the functions, which write over datasets and do unfinished work again.
        var reports = template.OfType("Microsoft.Storage/storageAccounts/blobServices/containers").Single(
            container => container.Properties.TryGetProperty("immutableStorageWithVersioning", out _));
        Assert.Equal("True", reports.Value("immutableStorageWithVersioning", "enabled"));
        var policy = Assert.Single(template.OfType("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"));
        Assert.Equal("[greater(parameters('immutableDays'), 0)]", policy.Json.GetProperty("condition").GetString());
        Assert.Equal("[parameters('immutableDays')]", policy.Value("immutabilityPeriodSinceCreationInDays"));
        Assert.False(policy.Properties.TryGetProperty("allowProtectedAppendWrites", out _));
    }

    [Fact]
    public async Task No_rule_deletes_a_report()
    {
        var template = await Template.MainAsync();

        var rules = Assert.Single(template.OfType("Microsoft.Storage/storageAccounts/managementPolicies")).Properties.GetProperty("policy")
            .GetProperty("rules");
        var deleting = rules.EnumerateArray().Where(rule => rule.ToString().Contains("\"delete\"", StringComparison.Ordinal)).ToList();
        Assert.All(deleting, rule =>
        {
            Assert.False(rule.GetProperty("definition").GetProperty("actions").TryGetProperty("baseBlob", out _));
            Assert.Contains(
                "/datasets/",
                rule.GetProperty("definition").GetProperty("filters").GetProperty("prefixMatch").ToString(),
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_server_is_asked_for_its_health_and_scaled_by_its_requests()
    {
        var template = await Template.MainAsync();

        var app = Assert.Single(template.OfType("Microsoft.App/containerApps")).Properties;
        Assert.False(app.GetProperty("configuration").GetProperty("ingress").GetProperty("allowInsecure").GetBoolean());
        var container = app.GetProperty("template").GetProperty("containers")[0];
        Assert.Equal(
            [("Startup", "/health/live"), ("Liveness", "/health/live"), ("Readiness", "/health/ready")],
            container.GetProperty("probes").EnumerateArray()
                .Select(probe => (probe.GetProperty("type").GetString()!, probe.GetProperty("httpGet").GetProperty("path").GetString()!)));
        Assert.Equal("[parameters('image')]", container.GetProperty("image").GetString());
        var rule = Assert.Single(app.GetProperty("template").GetProperty("scale").GetProperty("rules").EnumerateArray());
        Assert.True(
            int.TryParse(rule.GetProperty("http").GetProperty("metadata").GetProperty("concurrentRequests").GetString(), out var requests)
                && requests > 0);
    }

    [Fact]
    public async Task The_functions_run_as_an_isolated_worker_on_Flex_Consumption()
    {
        var template = await Template.MainAsync();

        Assert.Equal(
            "FC1", Assert.Single(template.OfType("Microsoft.Web/serverfarms")).Json.GetProperty("sku").GetProperty("name").GetString());
        var app = Assert.Single(template.OfType("Microsoft.Web/sites"));
        Assert.Equal(
            ("dotnet-isolated", "10.0"),
            (app.Value("functionAppConfig", "runtime", "name"), app.Value("functionAppConfig", "runtime", "version")));
        Assert.Equal("UserAssignedIdentity", app.Value("functionAppConfig", "deployment", "storage", "authentication", "type"));
        Assert.Equal("True", app.Value("httpsOnly"));
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("prod", true)]
    public async Task Production_stands_in_a_private_network(string environment, bool isPrivate)
    {
        var parameters = await Template.ParametersAsync(environment);

        Assert.Equal(isPrivate, parameters.GetProperty("privateNetworking").GetProperty("value").GetBoolean());
        Assert.Equal(isPrivate, parameters.GetProperty("reportImmutableDays").GetProperty("value").GetInt32() > 0);
        Assert.Equal(environment == "dev", parameters.TryGetProperty("demoCooperatives", out _));
    }

    [Fact]
    public async Task Private_networking_is_one_parameter()
    {
        var template = await Template.MainAsync();

        Assert.Equal("bool", template.Root.GetProperty("parameters").GetProperty("privateNetworking").GetProperty("type").GetString());
        Assert.All(template.OfType("Microsoft.Storage/storageAccounts"), account =>
        {
            Assert.Equal("[if(variables('isPrivate'), 'Disabled', 'Enabled')]", account.Value("publicNetworkAccess"));
            Assert.Equal("[if(variables('isPrivate'), 'Deny', 'Allow')]", account.Value("networkAcls", "defaultAction"));
        });
        Assert.Equal(
            "[if(variables('isPrivate'), 'Disabled', 'Enabled')]",
            template.OfType("Microsoft.DBforPostgreSQL/flexibleServers").Single().Value("network", "publicNetworkAccess"));
        Assert.Equal(3, template.OfType("Microsoft.Network/privateEndpoints").Count); // Declared for each account and the database.
        var network = Assert.Single(template.OfType("Microsoft.Network/virtualNetworks"));
        Assert.Equal(
            ["server", "functions", "endpoints"],
            network.Properties.GetProperty("subnets").EnumerateArray().Select(subnet => subnet.GetProperty("name").GetString()));
    }

    [GeneratedRegex(@"(?i)\blist(Keys|AccountSas|ServiceSas|Secrets|Credentials|Cluster\w+)\b")]
    private static partial Regex LookUps();
}
