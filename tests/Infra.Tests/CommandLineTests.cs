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

    private static SortedSet<string> Options(Regex option, string text) =>
        new(option.Matches(text).Select(match => match.Value), StringComparer.Ordinal);

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z-]+")]
    private static partial Regex Taken();

    // Options of dotnet stand in the examples, outside of quotes.
    [GeneratedRegex("(?<=`)--[a-z][a-z-]+")]
    private static partial Regex Documented();
}
