using IndhCoops.Databases;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Compares a text with the file that a reviewer approved; UPDATE_SNAPSHOTS=1 writes it anew.</summary>
internal static class Snapshot
{
    public static async Task MatchesAsync(string name, string text)
    {
        var path = SourceTree.PathOf("tests", "GraphQL.Tests", "Graph", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), text);
    }
}
