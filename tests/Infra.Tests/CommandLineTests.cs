using System.Text.RegularExpressions;
using IndhCoops.Databases;
using IndhCoops.Functions.Hosting.CommandLine;
using IndhCoops.GraphQL.Startup;

namespace IndhCoops.Infra.Tests;

/// <summary>What the programs take on their command lines stands in the reference, and nothing else.</summary>
public sealed partial class CommandLineTests
{
    [Fact]
    public void Every_option_is_in_the_reference_and_every_option_there_is_taken()
    {
        var script = File.ReadAllText(SourceTree.PathOf("run.sh"));
        var ofScript = script[script.IndexOf("Usage:", StringComparison.Ordinal)..].Split("--help", 2)[0];
        var taken = Options(Taken(), ofScript + ServerOptions.Usage + Usage.Text);
        var documented = Options(Documented(), File.ReadAllText(SourceTree.PathOf("docs", "reference", "command-lines.md")));

        Assert.Contains("--accept-sound", taken);
        Assert.Contains("--sign-in", taken);
        Assert.Equal(taken, documented);
    }

    [Fact]
    public void The_settings_of_the_functions_are_in_their_help_and_in_their_reference()
    {
        var page = File.ReadAllText(SourceTree.PathOf("docs", "reference", "functions.md"));
        var reference = page[page.IndexOf("## Settings", StringComparison.Ordinal)..];

        Assert.Equal(Options(Setting(), Usage.Text), Options(Setting(), reference));
    }

    [Fact]
    public void Every_header_of_the_server_is_in_the_reference()
    {
        var sources = Directory.EnumerateFiles(SourceTree.PathOf("graphql"), "*.cs", SearchOption.AllDirectories);
        var headers = sources.SelectMany(file => Header().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet();
        var reference = File.ReadAllText(SourceTree.PathOf("docs", "reference", "http.md"));

        Assert.Contains("GraphQL-Fresh", headers);
        Assert.DoesNotContain(headers, name => !reference.Contains($"`{name}", StringComparison.Ordinal));
    }

    private static SortedSet<string> Options(Regex option, string text) =>
        new(option.Matches(text).Select(match => match.Value), StringComparer.Ordinal);

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z-]+")]
    private static partial Regex Taken();

    [GeneratedRegex("[A-Z][A-Za-z]+__[A-Za-z]+")]
    private static partial Regex Setting();

    [GeneratedRegex("\"(?<name>(GraphQL|Grants|X-Correlation)-[A-Z][A-Za-z]+)\"")]
    private static partial Regex Header();

    // Options of dotnet stand in the examples, outside of quotes.
    [GeneratedRegex("(?<=`)--[a-z][a-z-]+")]
    private static partial Regex Documented();
}
