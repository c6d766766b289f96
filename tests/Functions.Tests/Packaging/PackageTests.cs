using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>What is in the package.</summary>
[Collection<Packaged>]
public sealed class PackageTests(FunctionsPackage package)
{
    [Fact]
    public void The_host_finds_its_settings_and_the_functions_at_the_root()
    {
        Assert.Contains("host.json", package.Entries.Keys);
        Assert.Equal(
            ["MonthlyReport/function.json", "RefreshBalances/function.json"],
            package.Entries.Keys.Where(entry => Path.GetFileName(entry) == "function.json").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_program_that_the_host_is_told_to_start_may_be_started_by_everybody()
    {
        var host = JsonElement.Parse(File.ReadAllText(Path.Combine(package.Root, "host.json")));
        var program = host.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;

        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Assert.Equal(Execute, package.Entries[program] & Execute);
    }

    [Fact]
    public void The_package_brings_NET_with_it()
    {
        var runtime = JsonElement.Parse(File.ReadAllText(Path.Combine(package.Root, $"{typeof(FunctionsApp).Assembly.GetName().Name}.runtimeconfig.json"))).GetProperty("runtimeOptions");

        Assert.False(runtime.TryGetProperty("frameworks", out _));
        Assert.False(runtime.TryGetProperty("framework", out _));
        Assert.Contains("libcoreclr.so", package.Entries.Keys);
        Assert.Contains("Microsoft.AspNetCore.dll", package.Entries.Keys);
    }

    [Fact]
    public void Settings_of_a_developer_stay_at_home() =>
        Assert.DoesNotContain(package.Entries.Keys, entry => entry.Contains("local.settings", StringComparison.Ordinal) || entry.Contains("Development", StringComparison.Ordinal) || entry.Contains(".env", StringComparison.Ordinal));

    [Fact]
    public async Task A_package_without_NET_is_refused()
    {
        var zip = Path.Combine(Path.GetTempPath(), $"indhcoops-{Guid.NewGuid():N}.zip");

        var (exitCode, output) = await FunctionsPackage.DotnetAsync("msbuild", SourceTree.PathOf("functions"), "-t:PackageFunctions", $"-p:PackageFile={zip}");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("package with -r linux-x64 --self-contained", output, StringComparison.Ordinal);
        Assert.False(File.Exists(zip));
    }
}
