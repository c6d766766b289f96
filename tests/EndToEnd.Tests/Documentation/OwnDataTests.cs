using System.Diagnostics;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests.Documentation;

/// <summary>
/// The tutorial of a newcomer's own data: its commands and queries, one after the other, on a server without a demonstration.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class OwnDataTests(OwnDataTests.EmptyServer server) : IClassFixture<OwnDataTests.EmptyServer>
{
    /// <summary>The page that this is about.</summary>
    public static readonly string Name = Path.Combine("docs", "tutorials", "first-own-data.md");

    private const string Functions = "dotnet run -c Release --project functions -- ";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The server that <c>./run.sh --demo 0</c> starts.</summary>
    public sealed class EmptyServer : ServerProcess
    {
        // Never the server that GRAPHQL_URL names: this one's data is written.
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["INDHCOOPS_PlanReport__Enabled"] = "true" };
    }

    [Fact]
    public async Task A_workbook_is_previewed_imported_asked_for_and_reported()
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-docs-");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, ".data"), server.Data);
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "docs"), SourceTree.PathOf("docs"));
        var storage = await TestStorage.TakeAccountAsync(Cancelled);
        using var client = new GraphClient(server.Graph);
        var faults = new List<string>();
        foreach (var example in Page.All.Single(page => page.Name == Name).Examples)
        {
            var answered = example.Language switch
            {
                "graphql" => (await client.AskAsync(example.Code)).Body.GetRawText(),
                "sh" when !example.Code.StartsWith("./run.sh ", StringComparison.Ordinal) => await RunAsync(folder, storage, example),
                _ => null,
            };
            if (answered is not null && example.Answer is { } claimed && !ExampleTests.Matches(claimed, answered))
            {
                faults.Add($"{example.Code}\n{answered}");
            }
        }

        folder.Delete(recursive: true);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    // What it printed. What claims no answer must end well.
    private async Task<string> RunAsync(DirectoryInfo folder, string storage, Example example)
    {
        var code = example.Code
            .Replace(Functions, $"dotnet {Path.Combine(AppContext.BaseDirectory, "IndhCoops.Functions.dll")} ", StringComparison.Ordinal)
            .Replace("$(infra/local/azurite/connection-string 5001)", "$STORAGE", StringComparison.Ordinal)
            .Replace(ExampleTests.Documented, server.Graph.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euc", code])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder.FullName;
        start.Environment["STORAGE"] = storage;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancelled);
        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        Assert.True(process.ExitCode == 0 || example.Answer is not null, $"{code}\n{output}{await errors}");
        return output;
    }
}
