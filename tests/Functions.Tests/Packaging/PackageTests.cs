using System.Diagnostics;
using System.Text.Json;
using IndhCoops.Databases;

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>What is in the package.</summary>
public sealed class PackageTests(FunctionsPackage package) : IAsyncLifetime
{
    private const string Program = "IndhCoops.Functions.Worker";

    private PackageContent _content = null!;

    public async ValueTask InitializeAsync() => _content = await package.Content;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void The_host_finds_at_the_root_its_settings_and_what_it_is_to_start()
    {
        var worker = Read("worker.config.json").GetProperty("description");

        Assert.Contains("host.json", _content.Entries);
        Assert.Equal("dotnet-isolated", worker.GetProperty("language").GetString());
        Assert.Equal("dotnet", worker.GetProperty("defaultExecutablePath").GetString());
        Assert.Equal($"{Program}.dll", worker.GetProperty("defaultWorkerPath").GetString());
        Assert.Contains($"{Program}.dll", _content.Entries);
    }

    [Fact]
    public void What_the_tooling_of_Azure_expects_is_kept() =>
        Assert.Subset(
            _content.Entries.ToHashSet(),
            new HashSet<string>
            {
                "extensions.json",
                "functions.metadata",
                ".azurefunctions/Microsoft.Azure.WebJobs.Extensions.FunctionMetadataLoader.dll",
            });

    [Fact]
    public void Both_functions_are_named_in_it() =>
        Assert.Equal(
            ["ImportFiles", "MonthlyReport", "RefreshBalances"],
            Read("functions.metadata").EnumerateArray().Select(function => function.GetProperty("name").GetString()).Order());

    [Fact]
    public void The_NET_of_the_hosts_machine_is_used_so_that_the_package_stays_small()
    {
        var frameworks = Read($"{Program}.runtimeconfig.json").GetProperty("runtimeOptions").GetProperty("frameworks");

        Assert.Equal(
            ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"],
            frameworks.EnumerateArray().Select(framework => framework.GetProperty("name").GetString()));
        Assert.DoesNotContain("libcoreclr.so", _content.Entries);
        Assert.InRange(_content.SizeBytes, 1, 32_000_000);
    }

    [Fact]
    public async Task The_command_compiles_it_for_the_hosts_machine_beforehand_so_that_it_starts_soon()
    {
        // The package of these tests is not: compiling takes longer than all of their starts gain by it. So the project is asked what its
        // command does.
        string[] arguments =
        [
            "msbuild", SourceTree.PathOf("functions", "Worker"), "-p:_IsPublishing=true",
            "-getProperty:PublishReadyToRun,RuntimeIdentifier,SelfContained,EnableRuntimePackDownload",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var properties = JsonElement.Parse(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))
            .GetProperty("Properties");

        Assert.Equal("true", properties.GetProperty("PublishReadyToRun").GetString());
        Assert.Equal("linux-x64", properties.GetProperty("RuntimeIdentifier").GetString());
        Assert.Equal("false", properties.GetProperty("SelfContained").GetString());

        // The compiler and what it compiles against are fetched on a machine that has neither.
        Assert.NotEqual("false", properties.GetProperty("EnableRuntimePackDownload").GetString());
    }

    [Fact]
    public void Settings_of_a_developer_stay_at_home() =>
        Assert.DoesNotContain(
            _content.Entries,
            entry =>
                entry.Contains("local.settings", StringComparison.Ordinal)
                    || entry.Contains("Development", StringComparison.Ordinal)
                    || entry.Contains(".env", StringComparison.Ordinal));

    private JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(_content.Root, file)));
}
