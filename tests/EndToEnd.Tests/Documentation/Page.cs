using System.Text.RegularExpressions;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests.Documentation;

/// <summary>A page of the documentation.</summary>
/// <param name="Name">Its path from the root of the project.</param>
/// <param name="Text">Its Markdown.</param>
internal sealed partial record Page(string Name, string Text)
{
    private static readonly string[] NotOurs = ["node_modules", "bin", "obj", ".git", ".data", "artifacts", "TestResults"];

    /// <summary>Every page of the project.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [
            .. Find(new DirectoryInfo(SourceTree.Root)).Select(
                file => new Page(Path.GetRelativePath(SourceTree.Root, file.FullName), File.ReadAllText(file.FullName))),
        ];

    /// <summary>What headings are called in a link (<c>#run-it</c>), as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(WithoutCode).Select(
        heading => Unlinkable().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Where its links lead, but for those to other hosts.</summary>
    public IEnumerable<string> Links =>
        Link().Matches(WithoutCode).Select(link => link.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal));

    /// <summary>Its fenced blocks, each with the block that follows it at once: what it claims as the answer.</summary>
    public IEnumerable<Example> Examples
    {
        get
        {
            var blocks = Fence().Matches(Text);
            for (var i = 0; i < blocks.Count; i++)
            {
                var end = blocks[i].Index + blocks[i].Length;
                var answer = i + 1 < blocks.Count
                    && string.IsNullOrWhiteSpace(Text[end..blocks[i + 1].Index])
                    && blocks[i + 1].Groups["language"].Value is "json" or "csv" or "text"
                    ? blocks[i + 1].Groups["code"].Value
                    : null;
                yield return new Example(Name, blocks[i].Groups["language"].Value, blocks[i].Groups["code"].Value, answer);
            }
        }
    }

    private string WithoutCode => InlineCode().Replace(Fence().Replace(Text, ""), "");

    private static IEnumerable<FileInfo> Find(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.md").Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Find));

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Unlinkable();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```(?<language>[a-z]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();
}

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's name.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="Code">What stands in it.</param>
/// <param name="Answer">What the page claims as its answer; null where it claims none.</param>
internal sealed record Example(string Page, string Language, string Code, string? Answer);
