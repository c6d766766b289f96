using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

[Collection(OneAtATime.Name)]
public sealed class IntrospectionTests(ServerProcess server)
{
    [Fact]
    public async Task A_tool_that_asks_for_everything_gets_the_schema_that_is_offered_for_download()
    {
        var answer = JsonDocument.Parse(await NodeScript.RunAsync("schema.mjs", server.Graph.ToString())).RootElement;

        Assert.True(answer.GetProperty("types").GetInt32() > 100);
        Assert.Empty(answer.GetProperty("differences").EnumerateArray().Select(type => type.GetString()));
        Assert.Empty(answer.GetProperty("changes").EnumerateArray().Select(change => change.GetString()));
    }
}
