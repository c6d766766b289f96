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
    public IReadOnlyCollection<string> Entries { get; private set; } = [];

    /// <summary>How large the zip is.</summary>
    public long SizeBytes { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var zip = Path.Combine(_folder.FullName, "functions.zip");

        // What it compiles stays in a folder of its own, for the next time. Compiling for the machine beforehand (ReadyToRun) takes longer than all starts gain by it.
        string[] arguments =
        [
            "publish", SourceTree.PathOf("functions", "Worker"), "-t:PackageFunctions", $"-p:PackageFile={zip}", "--artifacts-path", SourceTree.PathOf("artifacts", "package"),
            "-p:PublishReadyToRun=false", "-p:RunAnalyzers=false", "-nodeReuse:false",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);

        SizeBytes = new FileInfo(zip).Length;
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
