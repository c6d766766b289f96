using System.Diagnostics;
using System.IO.Compression;
using IndhCoops.Databases;

[assembly: AssemblyFixture(typeof(IndhCoops.Functions.Tests.Packaging.FunctionsPackage))]

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>
/// The package that Azure is given: made by its one command, once, when the first test asks for it, and unpacked as the platform does.
/// </summary>
public sealed class FunctionsPackage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-package-");
    private readonly Lazy<Task<PackageContent>> _content;

    public FunctionsPackage() => _content = new(PublishAsync);

    /// <summary>What is in it.</summary>
    public Task<PackageContent> Content => _content.Value;

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<PackageContent> PublishAsync()
    {
        var zip = Path.Combine(_folder.FullName, "functions.zip");

        // Of what the tests were built with. Compiling for the machine beforehand (ReadyToRun) takes longer than all starts gain by it.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string[] arguments =
        [
            "publish", SourceTree.PathOf("functions", "Worker"), "-c", configuration, "-t:PackageFunctions",
            $"-p:PackageFile={zip}", "-p:BuildProjectReferences=false",
            "-p:PublishReadyToRun=false", "-p:RunAnalyzers=false", "-nodeReuse:false",
        ];
        await RunAsync("dotnet", arguments);
        var root = Path.Combine(_folder.FullName, "wwwroot");
        await ZipFile.ExtractToDirectoryAsync(zip, root);

        // The tests start it some forty times. What their own folder holds is compiled already; the rest is compiled once.
        await RunAsync(SourceTree.PathOf("infra", "local", "precompile"), [root]);
        await using var archive = await ZipFile.OpenReadAsync(zip);
        return new PackageContent(root, [.. archive.Entries.Select(entry => entry.FullName)], new FileInfo(zip).Length);
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}

/// <summary>What is in the package.</summary>
/// <param name="Root">The app's folder on the Functions host's machine.</param>
/// <param name="Entries">The names in the zip.</param>
/// <param name="SizeBytes">How large the zip is.</param>
public sealed record PackageContent(string Root, IReadOnlyCollection<string> Entries, long SizeBytes);
