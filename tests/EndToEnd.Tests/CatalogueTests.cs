using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

[Collection(OneAtATime.Name)]
public sealed class CatalogueTests(ServerProcess server)
{
    [Fact]
    public async Task A_harvester_reads_the_catalogue_as_linked_data_and_finds_what_DCAT_AP_makes_mandatory()
    {
        var read =
            JsonDocument.Parse(await NodeScript.RunAsync("catalogue.mjs", new Uri(server.Graph, "/catalog.jsonld").ToString())).RootElement;

        Assert.Empty(read.GetProperty("lacking").EnumerateArray().Select(property => property.GetString()));
        Assert.True(read.GetProperty("datasets").GetInt32() > 10);
        Assert.True(read.GetProperty("distributions").GetInt32() > 40);
    }
}
