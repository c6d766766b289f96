using System.Globalization;
using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>The dashboard in a real browser, over a demonstration ledger whose balances have been struck.</summary>
[Collection(OneAtATime.Name)]
public sealed class DashboardTests
{
    // What a figure asks for, apart from the libraries that draw it.
    private const int MostBytes = 300 * 1024;

    [Fact]
    public async Task A_person_reads_filters_follows_and_downloads_at_a_desk_and_on_a_phone()
    {
        await using var run = RunScript.Start(demo: 300, months: 1);
        using var graph = new GraphClient(new Uri(run.Server, "graphql"));
        await run.WaitAsync(async () => await IsStruckAsync(graph));

        var arguments = new List<string> { run.Server.ToString() };
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1")
        {
            arguments.Add(Path.GetFullPath(Path.Combine(NodeScript.ProjectFolder, "../../graphql/Server/Dashboard/dashboard.png")));
        }

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("dashboard.mjs", arguments)).RootElement;
        Assert.Equal("[]", seen.GetProperty("complaints").GetRawText());
        await AssertFiguresAreThoseOfTheGraphAsync(graph, seen);
        AssertAddressHoldsTheFilters(seen);
        AssertEverythingLeadsOn(seen);
        AssertEveryoneCanUseIt(seen);
        AssertQueriesAreOpenAndDataIsThere(seen);
        Assert.Equal(0, await run.InterruptAsync());
    }

    private static async Task<bool> IsStruckAsync(GraphClient graph)
    {
        try
        {
            var (_, body) = await graph.AskAsync("{ reports { totalCount } }");
            return body.TryGetProperty("data", out var data) && data.GetProperty("reports").GetProperty("totalCount").GetInt32() == 1;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private static async Task AssertFiguresAreThoseOfTheGraphAsync(GraphClient graph, JsonElement seen)
    {
        var (_, body) = await graph.AskAsync("""
            {
              all: balances { aggregate { sum { committed amended disbursed } } }
              north: balances(where: { province: { region: { code: { eq: "MA-04" } } } }) { aggregate { sum { disbursed } } }
              cooperatives { totalCount }
              regions: balances { groups(order: [{ sum: { disbursed: DESC } }]) { key { province { region { name } } } sum { disbursed } } }
              north_provinces: provinces(where: { region: { code: { eq: "MA-04" } } }) { totalCount }
            }
            """);
        var data = body.GetProperty("data");
        var disbursed = Disbursed(data.GetProperty("all").GetProperty("aggregate"));
        Assert.Equal(Whole(disbursed), seen.GetProperty("disbursed").GetString());
        Assert.Equal(Centimes(disbursed), seen.GetProperty("total").GetString());

        // What was paid is a part of all that was committed up to then; thousands have narrow spaces between them.
        var sums = data.GetProperty("all").GetProperty("aggregate").GetProperty("sum");
        var paid = disbursed / (sums.GetProperty("committed").GetDecimal() + sums.GetProperty("amended").GetDecimal()) * 100;
        Assert.StartsWith(
            string.Create(
                CultureInfo.GetCultureInfo("fr-FR"),
                $"{decimal.Round(paid, 1, MidpointRounding.AwayFromZero):0.#}\u202F% de tout l’engagé payé à la fin d"),
            seen.GetProperty("paid").GetString()!.Replace('\u00A0', '\u202F'),
            StringComparison.Ordinal);
        Assert.Matches(@"^\d{1,3}(\u202F\d{3})+\sMAD$", seen.GetProperty("written").GetString());
        Assert.Equal(Whole(Disbursed(data.GetProperty("north").GetProperty("aggregate"))), seen.GetProperty("filtered").GetString());
        Assert.Equal($"{data.GetProperty("cooperatives").GetProperty("totalCount")}", seen.GetProperty("cooperatives").GetString());
        Assert.Equal(data.GetProperty("north_provinces").GetProperty("totalCount").GetInt32(), seen.GetProperty("provinces").GetInt32());
        Assert.Equal(
            data.GetProperty("regions").GetProperty("groups").EnumerateArray()
                .Select(group =>
                    (
                        group.GetProperty("key").GetProperty("province").GetProperty("region").GetProperty("name").GetString(),
                        Centimes(Disbursed(group)))),
            seen.GetProperty("regions").EnumerateArray()
                .Select(region => (region.GetProperty("name").GetString(), region.GetProperty("disbursed").GetString()!)));

        // Made-up money is never shown without saying so.
        Assert.StartsWith("Données de démonstration.", seen.GetProperty("banner").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            seen.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()),
            seen.GetProperty("marks").EnumerateArray().Select(figure => figure.GetString()));
    }

    private static void AssertAddressHoldsTheFilters(JsonElement seen)
    {
        Assert.Equal("?region=MA-04", seen.GetProperty("filteredAddress").GetString());
        Assert.Equal(seen.GetProperty("filtered").GetString(), seen.GetProperty("filteredAgain").GetString());
        Assert.Equal(seen.GetProperty("disbursed").GetString(), seen.GetProperty("afterBack").GetString());
        Assert.Equal("?lang=ar&per=head", seen.GetProperty("mended").GetString());
        Assert.Equal(
            [
                "المعلمة «province» في العنوان غير مفهومة: «nowhere». المنتظر: رمز إقليم، MA-KHE. تُعرض الصفحة بدونها.",
                "المعلمة «to» في العنوان غير مفهومة: «9999-12». المنتظر: شهرا، 2023-01. تُعرض الصفحة بدونها.",
                "المعلمة «region» في العنوان غير مفهومة: «MA-99». المنتظر: رمز جهة، MA-04. تُعرض الصفحة بدونها.",
            ],
            seen.GetProperty("said").EnumerateArray().Select(said => said.GetString()!));
    }

    private static void AssertEverythingLeadsOn(JsonElement seen)
    {
        Assert.Equal(75, seen.GetProperty("areas").GetInt32());
        Assert.Equal("map", seen.GetProperty("neighbour").GetString());
        Assert.Equal("?region=MA-04&province=MA-KHE", seen.GetProperty("chosen").GetString());
        Assert.Equal("MA-04", seen.GetProperty("marked").GetString());
        var sorted = seen.GetProperty("sorted").EnumerateArray().Select(value => value.GetInt64()).ToList();
        Assert.Equal(sorted.OrderDescending(), sorted);
        Assert.Equal(["Khémisset", "Casablanca"], seen.GetProperty("compared").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("regions.png", seen.GetProperty("picture").GetProperty("name").GetString());
        Assert.InRange(seen.GetProperty("picture").GetProperty("title").GetInt32(), 3, int.MaxValue);
        Assert.InRange(seen.GetProperty("picture").GetProperty("all").GetInt32(), 10, int.MaxValue);

        // No other site frames a chart unless the settings name it.
        Assert.EndsWith("frame-ancestors 'none'", seen.GetProperty("frames").GetString(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", seen.GetProperty("framed").GetString(), StringComparison.Ordinal);
        Assert.Equal("?region=MA-04&province=MA-KHE", seen.GetProperty("back").GetString());
    }

    private static void AssertEveryoneCanUseIt(JsonElement seen)
    {
        Assert.Equal("skip", seen.GetProperty("firstStop").GetString());
        Assert.Equal("content", seen.GetProperty("skippedTo").GetString());
        Assert.True(seen.GetProperty("focusReturned").GetBoolean());
        Assert.Equal("rtl", seen.GetProperty("direction").GetString());
        Assert.All(seen.GetProperty("asked").EnumerateArray(), text => Assert.Matches(@"^\p{IsArabic}", text.GetString()));
        Assert.Equal("طنجة-تطوان-الحسيمة", seen.GetProperty("arabicRegion").GetString());
        Assert.All(seen.GetProperty("overflow").EnumerateObject(), page => Assert.Equal(0, page.Value.GetInt32()));
        Assert.All(seen.GetProperty("faults").EnumerateObject(), page => Assert.Equal("[]", page.Value.GetRawText()));
        Assert.InRange(seen.GetProperty("weight").GetInt32(), 1, MostBytes);
        Assert.Equal("Too busy.", seen.GetProperty("failure").GetString());
    }

    private static void AssertQueriesAreOpenAndDataIsThere(JsonElement seen)
    {
        Assert.Contains("query ByRegion", seen.GetProperty("dialog").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, seen.GetProperty("explored").GetInt32());
        Assert.Equal("""{"region":"MA-04"}""", seen.GetProperty("exploredVariables").GetRawText());
        var download = seen.GetProperty("download");
        Assert.StartsWith("text/csv", download.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(download.GetProperty("rows").GetInt32() + 1, download.GetProperty("lines").GetInt32());
    }

    private static decimal Disbursed(JsonElement aggregate) => aggregate.GetProperty("sum").GetProperty("disbursed").GetDecimal();

    private static string Whole(decimal amount) =>
        decimal.Round(amount, 0, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);

    private static string Centimes(decimal amount) => (amount * 100).ToString("0", CultureInfo.InvariantCulture);
}
