using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>The search box in a real browser. <c>SCREENSHOTS</c> names a folder that gets a picture of each visit.</summary>
[Collection(OneAtATime.Name)]
public sealed class SearchTests(ServerProcess server)
{
    [Fact]
    public async Task A_person_finds_places_and_cooperatives_as_they_type_by_keyboard_and_without_scripts()
    {
        using var graph = new GraphClient(server.Graph);
        var (_, body) = await graph.AskAsync("""{ cooperatives(where: { name: { eq: "Al Oussra" } }) { nodes { id } } }""");
        var cooperative = body.GetProperty("data").GetProperty("cooperatives").GetProperty("nodes")[0].GetProperty("id").GetString();

        List<string> arguments =
        [
            new Uri(server.Graph, "/").ToString(), "al ouss",
            .. Environment.GetEnvironmentVariable("SCREENSHOTS") is { } folder ? [folder] : Array.Empty<string>(),
        ];
        var seen = JsonDocument.Parse(await NodeScript.RunAsync("search.mjs", arguments)).RootElement;

        Assert.Equal("[]", seen.GetProperty("complaints").GetRawText());
        AssertVisit(seen.GetProperty("french"), "Khémisset\nRabat-Salé-Kénitra", "ltr", "/provinces/MA-KHE?lang=fr");
        AssertVisit(seen.GetProperty("arabic"), "الخميسات\nالرباط-سلا-القنيطرة", "rtl", "/provinces/MA-KHE?lang=ar");
        AssertVisit(seen.GetProperty("night"), "Al Oussra\nKhémisset", "ltr", $"/cooperatives/{cooperative}");

        var plain = seen.GetProperty("plain");
        Assert.StartsWith("Recherche\u00A0: khemisset", plain.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal("/provinces/MA-KHE?lang=fr", plain.GetProperty("first").GetString());
        Assert.Equal("?q=khemisset&lang=fr", plain.GetProperty("at").GetString());
    }

    private static void AssertVisit(JsonElement visit, string shown, string direction, string at)
    {
        Assert.Equal(shown, visit.GetProperty("shown").GetString());
        Assert.Equal("search-result-0", visit.GetProperty("chosen").GetString());
        Assert.Equal(direction, visit.GetProperty("direction").GetString());
        Assert.Equal("false", visit.GetProperty("closed").GetString());
        Assert.Equal("[]", visit.GetProperty("faults").GetRawText());
        Assert.InRange(visit.GetProperty("overflow").GetInt32(), -9999, 0);
        Assert.Equal(at, visit.GetProperty("at").GetString());
    }
}
