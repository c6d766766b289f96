using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>The images of the programs, made without a Dockerfile and without a container engine.</summary>
public sealed class ContainerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("graphql/Server", "indhcoops-server")]
    [InlineData("functions", "indhcoops-functions")]
    public async Task An_image_is_built_on_a_base_without_a_shell_unless_another_is_set_and_runs_without_rights(
        string project, string repository)
    {
        var settings = await EvaluateAsync(project);
        var other = await EvaluateAsync(project, "-p:ContainerFamily=noble");

        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra", settings["ContainerBaseImage"]);
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-noble", other["ContainerBaseImage"]);
        Assert.Equal("1654", settings["ContainerUser"]);
        Assert.Equal(repository, settings["ContainerRepository"]);
    }

    [Theory]
    [InlineData(
        "graphql/Server", "indhcoops-server", "IndhCoops.GraphQL.dll", "explorer/index.html", "dashboard/main.js",
        "Queries/bilan.graphql")]
    [InlineData("functions", "indhcoops-functions", "IndhCoops.Functions.dll")]
    public async Task An_image_holds_the_program_and_starts_it(string project, string repository, string program, params string[] files)
    {
        await using var image = await BaseImage.ServeAsync();
        var folder = Directory.CreateTempSubdirectory("indhcoops-image-");
        try
        {
            var archive = Path.Combine(folder.FullName, "image.tar");

            // Of what the tests were built with: compiling it again for the image's machine would change no more than how fast it starts.
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            var (exitCode, output) = await Dotnet.RunAsync(
                new() { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = image.Registry },
                "publish", SourceTree.PathOf(project), "-c", configuration, "--no-build", "-t:PublishContainer",
                "-p:RuntimeIdentifiers=", "-p:ContainerRuntimeIdentifier=linux-x64",
                $"-p:ContainerArchiveOutputPath={archive}", $"-p:ContainerBaseImage={image.Name}", $"-p:PublishDir={folder.FullName}/app/",
                "--nologo");
            Assert.True(exitCode == 0, output);

            await using var file = File.OpenRead(archive);
            var content = await ReadAsync(file);
            var manifest = JsonElement.Parse(content["manifest.json"])[0];
            Assert.Equal($"{repository}:latest", manifest.GetProperty("RepoTags")[0].GetString());
            var config = JsonElement.Parse(content[manifest.GetProperty("Config").GetString()!]).GetProperty("config");
            Assert.Equal("1654", config.GetProperty("User").GetString());
            Assert.Equal("/app/", config.GetProperty("WorkingDir").GetString());
            Assert.Equal(
                ["dotnet", $"/app/{program}"], config.GetProperty("Entrypoint").EnumerateArray().Select(part => part.GetString()!));
            Assert.True(config.GetProperty("ExposedPorts").TryGetProperty("8080/tcp", out _));

            var layers = manifest.GetProperty("Layers").EnumerateArray().ToList();
            await using var layer = new GZipStream(new MemoryStream(content[layers[^1].GetString()!]), CompressionMode.Decompress);
            var app = await ReadAsync(layer);
            Assert.All([program, .. files], file => Assert.Contains($"app/{file}", app.Keys));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, string>> EvaluateAsync(string project, params string[] options)
    {
        var (exitCode, output) = await Dotnet.RunAsync(
            [],
            [
                "msbuild", SourceTree.PathOf(project), "-t:ComputeContainerConfig",
                "-getProperty:ContainerBaseImage,ContainerUser,ContainerRepository", "-nologo", .. options,
            ]);
        Assert.True(exitCode == 0, output);
        return JsonElement.Parse(output).GetProperty("Properties").EnumerateObject().ToDictionary(
            property => property.Name, property => property.Value.GetString()!);
    }

    private static async Task<Dictionary<string, byte[]>> ReadAsync(Stream archive)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var tar = new TarReader(archive);
        while (await tar.GetNextEntryAsync(copyData: true, Cancelled) is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var bytes = new MemoryStream();
                await data.CopyToAsync(bytes, Cancelled);
                files[entry.Name] = bytes.ToArray();
            }
        }

        return files;
    }
}
