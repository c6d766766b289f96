using System.Text.Json;

namespace IndhCoops.Infra.Tests;

/// <summary>The templates are what the compiler and its linter want.</summary>
public sealed class BicepTests
{
    public static TheoryData<string> Templates => [.. Bicep.Files.Where(file => file.EndsWith(".bicep", StringComparison.Ordinal))];

    public static TheoryData<string> ParameterFiles => [.. Bicep.Files.Where(file => file.EndsWith(".bicepparam", StringComparison.Ordinal))];

    public static TheoryData<string> AllFiles => [.. Bicep.Files];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_compiles_without_error_or_warning(string file)
    {
        var (output, complaints, exitCode) = await Bicep.RunAsync(true, "build", file, "--stdout");

        Assert.Equal(("", 0), (complaints, exitCode));
        Assert.NotEqual(JsonValueKind.Undefined, JsonElement.Parse(output).GetProperty("resources").ValueKind);
    }

    [Theory]
    [MemberData(nameof(AllFiles))]
    public async Task The_linter_has_nothing_to_say(string file)
    {
        var (output, complaints, exitCode) = await Bicep.RunAsync(true, "lint", file);

        Assert.Equal(("", "", 0), (output, complaints, exitCode));
    }

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public async Task Parameters_fit_the_template(string file)
    {
        var (output, complaints, exitCode) = await Bicep.RunAsync(true, "build-params", file, "--stdout");

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

    [Theory]
    [MemberData(nameof(AllFiles))]
    public async Task Files_are_formatted(string file)
    {
        var (output, _, _) = await Bicep.RunAsync(true, "format", file, "--stdout");

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, file), TestContext.Current.CancellationToken), output);
    }

    [Fact]
    public void Nothing_is_fetched_to_compile_them() =>
        Assert.All(Bicep.Files, file => Assert.DoesNotMatch("(?m)'(br|ts)[:/]|^extension ", File.ReadAllText(Path.Combine(Bicep.Folder, file))));
}
