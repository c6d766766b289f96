using System.Text.RegularExpressions;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests.Documentation;

/// <summary>Every link inside the project leads somewhere.</summary>
public sealed partial class LinkTests
{
    private const int MaxReadmeBytes = 8_192;

    [Fact]
    public void Links_lead_to_files_and_headings_that_exist()
    {
        var pages = Page.All.ToDictionary(page => page.Name);

        var broken =
            from page in pages.Values
            from link in page.Links
            let parts = link.Split('#', 2)
            let target = parts[0] is "" ? page.Name : Path.GetRelativePath(
                SourceTree.Root, SourceTree.PathOf(Path.GetDirectoryName(page.Name)!, parts[0]))
            let found = Path.Exists(SourceTree.PathOf(target))
                && (parts.Length == 1 || (pages.TryGetValue(target, out var other) && other.Anchors.Contains(parts[1])))
            where !found
            select $"{page.Name}: {link}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Folders_and_files_that_pages_name_exist()
    {
        var missing =
            from page in Page.All
            from Match named in NamedPath().Matches(File.ReadAllText(SourceTree.PathOf(page.Name)))
            where !Path.Exists(SourceTree.PathOf(named.Groups["path"].Value))
            select $"{page.Name}: {named.Groups["path"].Value}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_page_of_docs_is_linked_from_its_index()
    {
        var index = Page.All.Single(page => page.Name == Path.Combine("docs", "README.md"));

        var linked = index.Links.Select(link => Path.Combine("docs", link)).Append(index.Name);

        Assert.Empty(Page.All.Select(page => page.Name).Where(name => name.StartsWith("docs", StringComparison.Ordinal)).Except(linked));
    }

    [Fact]
    public void The_readme_is_read_in_two_minutes() =>
        Assert.InRange(new FileInfo(SourceTree.PathOf("README.md")).Length, 1, MaxReadmeBytes);

    // `graphql/Engine/Plans`, and not `domain/<its room>/Training.cs`, which a reader makes.
    [GeneratedRegex("""`(?<path>(?:modeling|domain|hosting|graphql|functions|infra|tests)/(?!\S*/bin/)[\w./-]+)`""")]
    private static partial Regex NamedPath();
}
