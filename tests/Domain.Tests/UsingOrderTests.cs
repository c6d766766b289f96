using IndhCoops.Databases;

namespace IndhCoops.Domain.Tests;

/// <summary>
/// The order of using directives, the one part of the style that neither the compiler nor <c>dotnet format whitespace</c> looks at.
/// </summary>
public sealed class UsingOrderTests
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules"];

    [Fact]
    public void Namespaces_of_the_system_stand_first_and_each_group_is_sorted()
    {
        var files = ((string[])["domain", "functions", "graphql", "hosting", "modeling", "tests"])
            .SelectMany(folder => Find(new DirectoryInfo(SourceTree.PathOf(folder))))
            .ToList();
        Assert.NotEmpty(files);

        Assert.Empty(files.Where(file => !IsSorted(file)).Select(file => Path.GetRelativePath(SourceTree.Root, file.FullName)));
    }

    private static IEnumerable<FileInfo> Find(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.cs").Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Find));

    private static bool IsSorted(FileInfo file)
    {
        var names = File.ReadLines(file.FullName).TakeWhile(
            line => line is "" || line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("//", StringComparison.Ordinal))
            .Where(line =>
                line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal) && !line.StartsWith(
                    "using static ", StringComparison.Ordinal))
            .Select(line => line[6..].TrimEnd(';')).ToList();
        return names.SequenceEqual(
            names.OrderByDescending(name => name is "System" || name.StartsWith("System.", StringComparison.Ordinal)).ThenBy(
                name => name, StringComparer.OrdinalIgnoreCase));
    }
}
