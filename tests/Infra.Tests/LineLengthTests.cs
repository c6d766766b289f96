using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>C# is read beside another file, and in a review: no line is longer than the screen.</summary>
public sealed class LineLengthTests
{
    private const int Most = 140;

    // What compilers and packages leave, and what dotnet ef writes.
    private static readonly string[] Generated = ["bin", "obj", "node_modules", "Compiled"];

    [Fact]
    public void No_line_is_longer_than_140_characters()
    {
        var tooLong = Directory.EnumerateFiles(SourceTree.Root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'))
            .Where(file => !IsGenerated(file))
            .SelectMany(file => File.ReadLines(SourceTree.PathOf(file)).Select((line, i) => (Place: $"{file}:{i + 1}", Line: line)))
            .Where(line => line.Line.EnumerateRunes().Count() > Most && !HoldsLongAddress(line.Line))
            .Select(line => line.Place)
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(tooLong.Count == 0, $"Lines of more than {Most} characters:\n{string.Join('\n', tooLong)}");
    }

    private static bool IsGenerated(string file) =>
        file.Split('/').Any(folder => folder.StartsWith('.') || Generated.Contains(folder))
            || (file.StartsWith("domain/Databases/", StringComparison.Ordinal) && file.Contains("/Migrations/", StringComparison.Ordinal));

    // The one exception: an address that fills most of a line cannot be broken, and is searched for as a whole.
    private static bool HoldsLongAddress(string line) =>
        line.Split(' ').Any(word => word.Contains("://", StringComparison.Ordinal) && word.Length > Most - 40);
}
