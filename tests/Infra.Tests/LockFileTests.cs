using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>Packages: those that the lock files name and no other.</summary>
public sealed class LockFileTests : IDisposable
{
    private const string Props = "Directory.Packages.props";
    private const string LockFile = "packages.lock.json";

    private static readonly Dictionary<string, string?> Checking = new()
    {
        ["CI"] = "true",
        ["ContinuousIntegrationBuild"] = null,
        ["RestoreLockedMode"] = null,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-packages-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    // The solution itself is restored by test.sh, and for linux-x64 other tests publish: both in locked mode.
    [Theory]
    [InlineData("graphql/Server")]
    [InlineData("functions")]
    public async Task What_is_published_for_another_machine_restores_the_same_packages(string project)
    {
        // What .NET itself consists of on that machine is not of the lock files.
        var (exitCode, output) = await Dotnet.RunAsync(
            Checking,
            "restore",
            SourceTree.PathOf(project),
            "--artifacts-path",
            _folder.FullName,
            "-p:RuntimeIdentifier=linux-arm64",
            "-p:SelfContained=true",
            "-p:PublishReadyToRun=false", "-p:EnableRuntimePackDownload=false");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Who_checks_is_told_of_a_package_that_the_lock_file_does_not_name()
    {
        var project = CopyOfDomain();
        var props = Path.Combine(_folder.FullName, Props);
        var changed = (await File.ReadAllTextAsync(props, Cancelled)).Replace(
            "\"CsvHelper\" Version=\"34", "\"CsvHelper\" Version=\"35", StringComparison.Ordinal);
        await File.WriteAllTextAsync(props, changed, Cancelled);

        var (exitCode, output) = await Dotnet.RunAsync(Checking, "restore", project);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error NU1004: The package reference CsvHelper version has changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_security_advisory_is_a_warning_to_a_change_and_an_error_to_the_scheduled_job()
    {
        var project = CopyOfDomain();
        await using var feed = await VulnerabilityFeed.ServeAsync("CsvHelper", "https://example.org/advisory");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), feed.Settings, Cancelled);

        var (exitCode, output) = await Dotnet.RunAsync(Checking, "restore", project);
        var (refused, why) = await Dotnet.RunAsync(Checking, "restore", project, "-p:AdvisoriesAreErrors=true");

        Assert.True(exitCode == 0, output);
        Assert.Contains("warning NU1903", output, StringComparison.Ordinal);
        Assert.NotEqual(0, refused);
        Assert.Contains("error NU1903", why, StringComparison.Ordinal);
        Assert.Contains("https://example.org/advisory", why, StringComparison.Ordinal);
    }

    // As much of the project as restoring reads.
    private string CopyOfDomain()
    {
        var project = _folder.CreateSubdirectory("domain").FullName;
        foreach (var file in (string[])
        [
            "Directory.Build.props", Props, "global.json", "domain/IndhCoops.Domain.csproj", $"domain/{LockFile}",
        ])
        {
            File.Copy(SourceTree.PathOf(file), Path.Combine(_folder.FullName, file));
        }

        return project;
    }
}
