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

    /// <summary>The names in the zip, with the rights that go with them.</summary>
    public IReadOnlyDictionary<string, UnixFileMode> Entries { get; private set; } = new Dictionary<string, UnixFileMode>();

    /// <summary>Runs a command of the SDK, which leaves nothing behind that runs on.</summary>
    internal static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    public async ValueTask InitializeAsync()
    {
        var zip = Path.Combine(_folder.FullName, "functions.zip");

        // What it compiles stays in a folder of its own, for the next time.
        var (exitCode, output) = await DotnetAsync(
            "publish", SourceTree.PathOf("functions"), "-r", "linux-x64", "--self-contained", "-t:PackageFunctions", $"-p:PackageFile={zip}",
            "--artifacts-path", SourceTree.PathOf("artifacts", "package"));
        Assert.True(exitCode == 0, output);

        await using (var archive = await ZipFile.OpenReadAsync(zip))
        {
            // The upper half of the external attributes is what Unix keeps of a file's mode; its lowest nine bits are the rights.
            Entries = archive.Entries.ToDictionary(entry => entry.FullName, entry => (UnixFileMode)((entry.ExternalAttributes >> 16) & 0x1FF));
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
