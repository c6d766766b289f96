using System.Text.Json;

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>What is in the package.</summary>
[Collection<Packaged>]
public sealed class PackageTests(FunctionsPackage package)
{
    private const string Program = "IndhCoops.Functions.Worker";

    [Fact]
    public void The_host_finds_at_the_root_its_settings_and_what_it_is_to_start()
    {
        var worker = Read("worker.config.json").GetProperty("description");

        Assert.Contains("host.json", package.Entries);
        Assert.Equal("dotnet-isolated", worker.GetProperty("language").GetString());
        Assert.Equal("dotnet", worker.GetProperty("defaultExecutablePath").GetString());
        Assert.Equal($"{Program}.dll", worker.GetProperty("defaultWorkerPath").GetString());
        Assert.Contains($"{Program}.dll", package.Entries);
    }

    [Fact]
    public void What_the_tooling_of_Azure_expects_is_kept() =>
        Assert.Subset(package.Entries.ToHashSet(), new HashSet<string> { "extensions.json", "functions.metadata", ".azurefunctions/Microsoft.Azure.WebJobs.Extensions.FunctionMetadataLoader.dll" });

    [Fact]
    public void Both_functions_are_named_in_it() =>
        Assert.Equal(["ImportFiles", "MonthlyReport", "RefreshBalances"], Read("functions.metadata").EnumerateArray().Select(function => function.GetProperty("name").GetString()).Order());

    [Fact]
    public void The_NET_of_the_hosts_machine_is_used_so_that_the_package_stays_small()
    {
        var frameworks = Read($"{Program}.runtimeconfig.json").GetProperty("runtimeOptions").GetProperty("frameworks");

        Assert.Equal(["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"], frameworks.EnumerateArray().Select(framework => framework.GetProperty("name").GetString()));
        Assert.DoesNotContain("libcoreclr.so", package.Entries);
        Assert.InRange(package.SizeBytes, 1, 32_000_000);
    }

    [Fact]
    public void Settings_of_a_developer_stay_at_home() =>
        Assert.DoesNotContain(package.Entries, entry => entry.Contains("local.settings", StringComparison.Ordinal) || entry.Contains("Development", StringComparison.Ordinal) || entry.Contains(".env", StringComparison.Ordinal));

    private JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(package.Root, file)));
}
