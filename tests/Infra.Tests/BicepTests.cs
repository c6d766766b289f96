using System.Text.Json;
using System.Text.RegularExpressions;

namespace IndhCoops.Infra.Tests;

/// <summary>The templates are what the compiler and its linter want.</summary>
public sealed class BicepTests
{
    // Templates and parameter files.
    private const string AllFiles = "**/*.bicep*";

    public static TheoryData<string> ParameterFiles =>
        [.. Bicep.Files.Where(file => file.EndsWith(".bicepparam", StringComparison.Ordinal))];

    [Fact]
    public void Every_module_is_used()
    {
        var sources = string.Concat(Bicep.Files.Select(file => File.ReadAllText(Path.Combine(Bicep.Folder, file))));
        Assert.All(Bicep.Files.Where(file => file.StartsWith("modules", StringComparison.Ordinal)), file =>
            Assert.Matches($"(?m)^module \\w+ '(modules/)?{Regex.Escape(Path.GetFileName(file))}'", sources));
    }

    [Fact]
    public void The_linter_is_silenced_only_where_time_or_a_registry_would_decide()
    {
        var rules = JsonElement.Parse(
            File.ReadAllText(Path.Combine(Bicep.Folder, "bicepconfig.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })
            .GetProperty("analyzers").GetProperty("core").GetProperty("rules");

        Assert.Equal(
            ["use-recent-api-versions", "use-recent-module-versions"],
            rules.EnumerateObject().Where(rule => rule.Value.GetProperty("level").GetString() == "off").Select(rule => rule.Name));
        Assert.All(
            Bicep.Files,
            file => Assert.DoesNotContain("#disable", File.ReadAllText(Path.Combine(Bicep.Folder, file)), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public async Task Template_modules_and_parameters_compile_and_neither_compiler_nor_linter_complains(string file)
    {
        var (output, complaints, exitCode) = await Bicep.BuildParametersAsync(file);

        Assert.Equal(("", 0), (complaints, exitCode));
        Assert.Contains("registry.example/indhcoops-server:1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_deployed_where_nobody_said_what_and_who_administers_it()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (_, complaints, exitCode) = await Bicep.RunAsync(
                false, "build-params", "--pattern", "*.bicepparam", "--outdir", folder.FullName);

            Assert.NotEqual(0, exitCode);
            Assert.Empty(folder.EnumerateFileSystemInfos());
            Assert.All(ParameterFiles, file => Assert.All(["INDHCOOPS_SERVER_IMAGE", "INDHCOOPS_DATABASE_ADMIN_ID"], name =>
                Assert.Contains(
                    complaints.Split('\n'),
                    line => line.Contains(file.Data, StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Files_are_formatted()
    {
        var copy = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var file in Bicep.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy.FullName, file))!);
                File.Copy(Path.Combine(Bicep.Folder, file), Path.Combine(copy.FullName, file));
            }

            var (_, _, exitCode) = await Bicep.RunInAsync(copy.FullName, true, "format", "--pattern", AllFiles);

            Assert.Equal(0, exitCode);
            Assert.All(
                Bicep.Files,
                file => Assert.Equal(
                    File.ReadAllText(Path.Combine(copy.FullName, file)), File.ReadAllText(Path.Combine(Bicep.Folder, file))));
        }
        finally
        {
            copy.Delete(true);
        }
    }

    [Fact]
    public void Nothing_is_fetched_to_compile_them() =>
        Assert.All(
            Bicep.Files, file => Assert.DoesNotMatch("(?m)'(br|ts)[:/]|^extension ", File.ReadAllText(Path.Combine(Bicep.Folder, file))));
}
