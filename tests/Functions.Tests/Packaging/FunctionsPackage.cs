using System.Diagnostics;
using System.IO.Compression;
using IndhCoops.Databases;

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>The package that Azure is given, made by its one command and unpacked as the platform does.</summary>
public sealed class FunctionsPackage : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-package-");

    /// <summary>The app's folder on the Functions host's machine.</summary>
    public string Root => Path.Combine(_folder.FullName, "wwwroot");

    /// <summary>The names in the zip.</summary>
    public IReadOnlyList<string> Entries { get; private set; } = [];

    /// <summary>Runs the command. What it compiles stays in a folder of its own, for the next time.</summary>
    public static async Task<(int ExitCode, string Output)> MakeAsync(string zip, params string[] options)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", SourceTree.PathOf("functions"), "-t:PackageFunctions", $"-p:PackageFile={zip}", "--artifacts-path", SourceTree.PathOf("artifacts", "package"),
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "--nologo", .. options,
            ])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    public async ValueTask InitializeAsync()
    {
        var zip = Path.Combine(_folder.FullName, "functions.zip");
        var (exitCode, output) = await MakeAsync(zip, "-r", "linux-x64", "--self-contained");
        Assert.True(exitCode == 0, output);

        await using (var archive = await ZipFile.OpenReadAsync(zip))
        {
            Entries = [.. archive.Entries.Select(entry => entry.FullName)];
        }

        await ZipFile.ExtractToDirectoryAsync(zip, Root);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>The tests that share one package.</summary>
[CollectionDefinition]
public sealed class Packaged : ICollectionFixture<FunctionsPackage>;
