using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

[Collection(OneAtATime.Name)]
public sealed class ExplorerTests(ServerProcess server)
{
    [Fact]
    public async Task A_person_opens_the_explorer_browses_types_runs_and_reads()
    {
        var arguments = new List<string> { server.Graph.ToString() };
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1")
        {
            arguments.Add(Path.GetFullPath(Path.Combine(NodeScript.ProjectFolder, "../../graphql/Server/Explorer/banana-cake-pop.png")));
        }

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("explorer.mjs", arguments)).RootElement;

        Assert.Equal(200, seen.GetProperty("status").GetInt32());
        Assert.Contains("IndhCoops", seen.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"name\": \"Al Oussra\"", seen.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"name\": \"Khémisset\"", seen.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("licence").GetBoolean());
        Assert.Equal("[]", seen.GetProperty("foreign").GetRawText());
        Assert.Equal("[]", seen.GetProperty("violations").GetRawText());
    }
}
