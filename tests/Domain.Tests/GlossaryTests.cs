using System.Text.RegularExpressions;
using IndhCoops.Databases;

namespace IndhCoops.Domain.Tests;

/// <summary>One word, one thing: what the glossary says of French, Arabic and English is what the program says.</summary>
public sealed partial class GlossaryTests
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules"];
    private static readonly string[] Kinds = [".cs", ".csv", ".graphql", ".html", ".js", ".razor"];

    // What offices write, in words of theirs and of templates of before.
    private static readonly string[] OfOffices = ["SheetDefinitions.cs", "OfficeWords.cs"];

    private static readonly Lazy<List<(string Name, string Text)>> Texts = new(() =>
    [
        .. ((string[])["domain", "functions", "graphql"]).SelectMany(folder => Find(new DirectoryInfo(SourceTree.PathOf(folder))))
            .Select(file => (Path.GetRelativePath(SourceTree.Root, file.FullName), File.ReadAllText(file.FullName))),
    ]);

    [Fact]
    public void Its_words_are_those_of_the_program()
    {
        var words = Rows().SelectMany(row => new[] { row[1], row[2] }).SelectMany(Words).ToList();

        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, word => !Texts.Value.Any(file => file.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Words_that_it_forbids_stand_in_no_text()
    {
        var forbidden = Rows().SelectMany(row => Words(row[3])).Select(word => (Word: word, Pattern: PatternOf(word))).ToList();

        Assert.NotEmpty(forbidden);
        Assert.Empty(
            from file in Texts.Value
            from word in forbidden
            where word.Pattern.IsMatch(file.Text)
            select $"{file.Name}: {word.Word}");
    }

    private static IEnumerable<string[]> Rows() => File.ReadLines(SourceTree.PathOf("docs", "reference", "glossary.md"))
        .SkipWhile(line => !line.StartsWith("| English |", StringComparison.Ordinal)).Skip(2)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static string[] Words(string cell) => cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // Arabic writes articles and prepositions at the word. A licence is called Attribution.
    private static Regex PatternOf(string word) => IsArabic().IsMatch(word)
        ? new Regex(Regex.Escape(word))
        : new Regex($@"(?<!Commons )\b{Regex.Escape(word)}e?s?\b", RegexOptions.IgnoreCase);

    private static IEnumerable<FileInfo> Find(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => Kinds.Contains(file.Extension) && !OfOffices.Contains(file.Name))
            .Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Find));

    [GeneratedRegex(@"\p{IsArabic}")]
    private static partial Regex IsArabic();
}
