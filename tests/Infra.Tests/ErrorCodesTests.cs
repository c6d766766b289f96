using System.Text.RegularExpressions;
using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>A program that meets a code finds in the reference what it means.</summary>
public sealed partial class ErrorCodesTests
{
    [Fact]
    public void Every_code_has_a_line_in_the_reference_and_every_code_there_is_one()
    {
        var sources = Directory.EnumerateFiles(SourceTree.PathOf("graphql"), "*.cs", SearchOption.AllDirectories);
        var sent = sources.SelectMany(file => Quoted().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .ToHashSet();
        var reference = File.ReadAllText(SourceTree.PathOf("docs", "reference", "errors.md"));
        var documented = Documented().Matches(reference).Select(match => match.Groups["code"].Value).ToHashSet();

        Assert.NotEmpty(sent);
        Assert.Equal((IEnumerable<string>)[], sent.Except(documented).Order(StringComparer.Ordinal));
        Assert.Equal((IEnumerable<string>)[], documented.Except(sent).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(?<code>HC[0-9]{4})\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("`(?<code>HC[0-9]{4})`")]
    private static partial Regex Documented();
}
