using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>Packages: those that the lock files name and no other.</summary>
public sealed class LockFileTests : IDisposable
{
    private const string Props = "Directory.Packages.props";
    private const string LockFile = "packages.lock.json";

    private static readonly Dictionary<string, string?> Checking = Variables("true");
    private static readonly Dictionary<string, string?> Developing = Variables(null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-packages-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("IndhCoops.sln", null)]
    [InlineData("graphql", "linux-x64")]
    [InlineData("functions", "linux-arm64")]
    public async Task What_is_built_and_what_is_published_for_a_machine_restore_the_same_packages(string project, string? machine)
    {
        // What .NET itself consists of on that machine is not of the lock files.
        string[] published = machine is null ? [] : [$"-p:RuntimeIdentifier={machine}", "-p:SelfContained=true", "-p:PublishReadyToRun=false", "-p:EnableRuntimePackDownload=false"];

        var (exitCode, output) = await Dotnet.RunAsync(Checking, ["restore", SourceTree.PathOf(project), "--artifacts-path", _folder.FullName, .. published]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Who_checks_is_told_of_a_package_that_the_lock_file_does_not_name()
    {
        var project = CopyOfDomain();
        var props = Path.Combine(_folder.FullName, Props);
        var changed = (await File.ReadAllTextAsync(props, Cancelled)).Replace("\"CsvHelper\" Version=\"34", "\"CsvHelper\" Version=\"35", StringComparison.Ordinal);
        await File.WriteAllTextAsync(props, changed, Cancelled);

        var (exitCode, output) = await Dotnet.RunAsync(Checking, "restore", project);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error NU1004: The package reference CsvHelper version has changed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_checks_is_told_of_a_project_without_a_lock_file_and_who_develops_is_given_one()
    {
        var project = CopyOfDomain();
        File.Delete(Path.Combine(project, LockFile));

        var (refused, why) = await Dotnet.RunAsync(Checking, "restore", project);
        var (exitCode, output) = await Dotnet.RunAsync(Developing, "restore", project);

        Assert.NotEqual(0, refused);
        Assert.Contains("IndhCoops.Domain has no packages.lock.json.", why, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        Assert.Equal(await File.ReadAllTextAsync(SourceTree.PathOf("domain", LockFile), Cancelled), await File.ReadAllTextAsync(Path.Combine(project, LockFile), Cancelled));
    }

    [Fact]
    public async Task A_package_with_a_known_vulnerability_is_an_error_to_who_checks_and_a_warning_to_who_develops()
    {
        var project = CopyOfDomain();
        await using var feed = await VulnerabilityFeed.ServeAsync("CsvHelper", "https://example.org/advisory");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), feed.Settings, Cancelled);

        var (refused, why) = await Dotnet.RunAsync(Checking, "restore", project);
        var (exitCode, output) = await Dotnet.RunAsync(Developing, "restore", project);

        Assert.NotEqual(0, refused);
        Assert.Contains("error NU1903", why, StringComparison.Ordinal);
        Assert.Contains("https://example.org/advisory", why, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
        Assert.Contains("warning NU1903", output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Variables(string? ci) => new() { ["CI"] = ci, ["ContinuousIntegrationBuild"] = null, ["RestoreLockedMode"] = null };

    // As much of the project as restoring reads.
    private string CopyOfDomain()
    {
        var project = _folder.CreateSubdirectory("domain").FullName;
        foreach (var file in (string[])["Directory.Build.props", Props, "global.json", "domain/IndhCoops.Domain.csproj", $"domain/{LockFile}"])
        {
            File.Copy(SourceTree.PathOf(file), Path.Combine(_folder.FullName, file));
        }

        return project;
    }
}
