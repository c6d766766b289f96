using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IndhCoops.EndToEnd.Tests.Documentation;

/// <summary>
/// What the documentation shows is what a newcomer gets: queries, commands and programs run, and answer what stands below them.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed partial class ExampleTests(ExampleTests.DemoServer server) : IClassFixture<ExampleTests.DemoServer>
{
    /// <summary>Where the pages say that the server is.</summary>
    internal const string Documented = "http://localhost:5000";

    // Each is about a server of its own.
    private static readonly IReadOnlyList<Page> Pages =
        [.. Page.All.Where(page => page.Name != RelayTests.Page && page.Name != OwnDataTests.Name)];

    /// <summary>The server with the demo that <c>./run.sh</c> makes.</summary>
    public sealed class DemoServer : ServerProcess
    {
        protected override int Demo => 2000;
    }

    [Fact]
    public async Task Queries_answer_what_stands_below_them()
    {
        await AssertAnswersAsync(server, Pages);
    }

    [Fact]
    public async Task A_grant_that_a_page_names_is_one_of_the_demonstration()
    {
        using var client = new GraphClient(server.Graph);
        var ids = Pages.Where(page => page.Name.StartsWith("docs", StringComparison.Ordinal))
            .SelectMany(page => Id().Matches(page.Text))
            .Select(match => match.Value)
            .ToHashSet();
        var missing = new List<string>();
        foreach (var id in ids)
        {
            var (_, body) = await client.AskAsync("query($id: UUID!) { grant(id: $id) { id } }", new { id });
            if (body.GetProperty("data").GetProperty("grant").ValueKind == JsonValueKind.Null)
            {
                missing.Add(id);
            }
        }

        Assert.NotEmpty(ids);
        Assert.Empty(missing);
    }

    /// <summary>The queries of pages answer what stands below them.</summary>
    internal static async Task AssertAnswersAsync(ServerProcess server, IEnumerable<Page> pages)
    {
        using var client = new GraphClient(server.Graph);
        var faults = new List<string>();
        foreach (var example in pages.SelectMany(page => page.Examples).Where(example => example.Language == "graphql"))
        {
            var (_, body) = await client.AskAsync(example.Code);
            if (example.Answer is null ? body.TryGetProperty("errors", out _) : !Matches(example.Answer, body.GetRawText()))
            {
                faults.Add($"{example.Page}:\n{example.Code}\n{body}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Theory]
    [InlineData("sh", "bash", "-euc")]
    [InlineData("js", "node", "--input-type=module", "-e")]
    [InlineData("python", "python3", "-c")]
    public async Task Programs_run_and_print_what_stands_below_them(string language, string program, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-docs-");
        var faults = new List<string>();
        foreach (var example in Pages.SelectMany(page => page.Examples).Where(example => example.Language == language && Asks(example)))
        {
            var code = example.Code.Replace(Documented, server.Graph.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal).Replace(
                "curl -", "curl --show-error --fail-with-body -", StringComparison.Ordinal);
            var (exit, output) = await RunAsync(folder, program, [.. options, code]);
            if (exit != 0 || (example.Answer is { } answer && !Matches(answer, output)))
            {
                faults.Add($"{example.Page}:\n{example.Code}\n{exit}: {output}");
            }
        }

        folder.Delete(recursive: true);
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    // Scripts that start the server or the tests are tested by what they start.
    private static bool Asks(Example example) => example.Language != "sh" || example.Code.StartsWith("curl ", StringComparison.Ordinal);

    // A line of three dots stands for the rest.
    internal static bool Matches(string claimed, string answered)
    {
        var lines = claimed.TrimEnd().Split('\n');
        return lines is [.. var first, "…"]
            ? answered.ReplaceLineEndings("\n").StartsWith(string.Join('\n', first), StringComparison.Ordinal)
            : claimed.StartsWith('{')
                ? JsonElement.DeepEquals(JsonDocument.Parse(claimed).RootElement, JsonDocument.Parse(answered).RootElement)
                : answered.ReplaceLineEndings("\n").TrimEnd() == claimed.TrimEnd();
    }

    private static async Task<(int Exit, string Output)> RunAsync(DirectoryInfo folder, string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    // Shortened ones end with an ellipsis.
    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
