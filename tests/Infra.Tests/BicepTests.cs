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
    public async Task The_templates_compile_without_error_or_warning_and_every_module_is_used()
    {
        var (output, complaints, exitCode) = await Bicep.BuildAsync();

        Assert.Equal(("", 0), (complaints, exitCode));
        var sources = string.Concat(Bicep.Files.Select(file => File.ReadAllText(Path.Combine(Bicep.Folder, file))));
        Assert.All(Bicep.Files.Where(file => file.StartsWith("modules", StringComparison.Ordinal)), file =>
            Assert.Matches($"(?m)^module \\w+ '(modules/)?{Regex.Escape(Path.GetFileName(file))}'", sources));
        Assert.NotEqual(JsonValueKind.Undefined, JsonElement.Parse(output).GetProperty("resources").ValueKind);
    }

    [Fact]
    public async Task The_linter_has_nothing_to_say()
    {
        var (output, complaints, exitCode) = await Bicep.RunAsync(true, "lint", "--pattern", AllFiles);

        Assert.Equal(("", "", 0), (output, complaints, exitCode));
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
    public async Task Parameters_fit_the_template(string file)
    {
        var (output, complaints, exitCode) = await Bicep.BuildParametersAsync(file);

        Assert.Equal(("", 0), (complaints, exitCode));
        Assert.Contains("registry.example/indhcoops-server:1", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public async Task Nothing_is_deployed_where_nobody_said_what_and_who_administers_it(string file)
    {
        var (_, complaints, exitCode) = await Bicep.RunAsync(false, "build-params", file, "--stdout");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("INDHCOOPS_SERVER_IMAGE", complaints, StringComparison.Ordinal);
        Assert.Contains("INDHCOOPS_DATABASE_ADMIN_ID", complaints, StringComparison.Ordinal);
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
