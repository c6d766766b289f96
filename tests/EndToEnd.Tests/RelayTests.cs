using System.Text.Json;
using IndhCoops.EndToEnd.Tests.Documentation;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Relay itself, compiler and runtime, against a server that follows its convention.</summary>
[Collection(OneAtATime.Name)]
public sealed class RelayTests(RelayTests.RelayServer server) : IClassFixture<RelayTests.RelayServer>
{
    /// <summary>The page of the documentation whose queries this server answers.</summary>
    internal const string Page = "docs/how-to/relay.md";

    [Fact]
    public async Task Relay_compiles_against_the_schema_and_loads_more_of_a_nested_list_by_the_id_around_it()
    {
        var read = JsonDocument.Parse(await NodeScript.RunAsync("relay.mjs", server.Graph.ToString())).RootElement;

        Assert.Equal("Al Oussra", read.GetProperty("name").GetString());
        Assert.Equal("cooperativeGrantsRefetchQuery", read.GetProperty("refetch").GetString());
        var node = read.GetProperty("node");
        var grant = Assert.Single(
            read.GetProperty("grants").EnumerateArray(),
            grant => grant.GetProperty("id").GetString() == node.GetProperty("id").GetString());
        Assert.Equal(210_000, grant.GetProperty("amount").GetDecimal());
        Assert.Equal("Grant", node.GetProperty("__typename").GetString());
        Assert.Equal(read.GetProperty("cooperative").GetString(), node.GetProperty("cooperative").GetProperty("id").GetString());
        Assert.Equal(
            ["Province", "Grant", "Cooperative"],
            read.GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("__typename").GetString()));
    }

    [Fact]
    public async Task The_schema_that_introspection_gives_is_the_one_that_is_offered_for_download()
    {
        var answer = JsonDocument.Parse(await NodeScript.RunAsync("schema.mjs", server.Graph.ToString())).RootElement;

        Assert.Empty(answer.GetProperty("differences").EnumerateArray().Select(type => type.GetString()));
        Assert.Empty(answer.GetProperty("changes").EnumerateArray().Select(change => change.GetString()));
    }

    [Fact]
    public Task The_page_on_Relay_shows_what_the_server_answers() =>
        ExampleTests.AssertAnswersAsync(server, [Documentation.Page.All.Single(page => page.Name == Page)]);

    public sealed class RelayServer : ServerProcess
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["INDHCOOPS_Relay__Enabled"] = "true" };
    }
}
