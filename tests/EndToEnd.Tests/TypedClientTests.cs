using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

[Collection(OneAtATime.Name)]
public sealed class TypedClientTests(ServerProcess server)
{
    [Fact]
    public async Task A_typed_client_is_generated_checked_and_run_without_a_warning()
    {
        var answer = JsonDocument.Parse(await NodeScript.RunAsync("codegen.mjs", server.Graph.ToString())).RootElement;

        Assert.Contains("Al Oussra", answer.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        Assert.True(answer.GetProperty("total").GetDecimal() > 0);
    }
}
