using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Reports from the timers through storage to the graph and the browser, all started by one command.</summary>
public sealed partial class ReportsTests
{
    private const int Months = 2;

    [Fact]
    public async Task A_fresh_start_lands_reports_that_the_graph_names_and_the_server_serves()
    {
        await using var run = RunScript.Start(demo: 40, Months);
        using var graph = new GraphClient(new Uri(run.Server, "graphql"));
        JsonElement reports = default;
        await run.WaitAsync(
            async () => (reports = await ReportsAsync(graph)) is { ValueKind: JsonValueKind.Array } && reports.GetArrayLength() == Months);

        using var client = new HttpClient { BaseAddress = run.Server };
        foreach (var file in reports.EnumerateArray().SelectMany(report => report.GetProperty("files").EnumerateArray()))
        {
            var bytes = await client.GetByteArrayAsync(
                new Uri(file.GetProperty("url").GetString()!, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(file.GetProperty("sizeBytes").GetInt64(), bytes.Length);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        var newest = reports[0].GetProperty("files").EnumerateArray()
            .Where(file =>
                file.GetProperty("territory").ValueKind == JsonValueKind.Null && file.GetProperty("language").GetString() is null or "fr")
            .ToDictionary(file => file.GetProperty("format").GetString()!, file => file.GetProperty("url").GetString()!);
        await AssertServedWellAsync(client, newest);
        await AssertPageLeadsToItsDataAsync(client, graph, newest["HTML"]);
        await AssertNothingElseIsServedAsync(client, newest["HTML"]);
        await AssertEveryoneCanReadAndPrintItAsync(new Uri(run.Server, newest["HTML"]));
        await AssertTheArabicReportIsFoundAsync(run.Server);
        await AssertWorkbooksOpenAsync(client, reports[0]);
        await AssertTheDatasetIsServedAsync(client, graph);
        await AssertAllStandsBelowAPathOfAnotherSiteAsync(run.Server);
        Assert.Equal(0, await run.InterruptAsync());
        Assert.DoesNotContain("AccountKey", run.Output, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReportsAsync(GraphClient graph)
    {
        try
        {
            var (_, body) = await graph.AskAsync(
                "{ reports(order: [{ period: DESC }]) { nodes { period revision "
                    + "files { format territory language url sizeBytes sha256 } } } }");

            // While it loads its data, the server answers with errors.
            return body.TryGetProperty("data", out var data) ? data.GetProperty("reports").GetProperty("nodes") : default;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return default;
        }
    }

    private static async Task AssertServedWellAsync(HttpClient client, Dictionary<string, string> files)
    {
        var page = await client.GetAsync(new Uri(files["HTML"], UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "Données synthétiques", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(files["HTML"], UriKind.Relative));
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);

        using var part = new HttpRequestMessage(HttpMethod.Get, new Uri(files["CSV"], UriKind.Relative));
        part.Headers.Range = new RangeHeaderValue(0, 10);
        var beginning = await client.SendAsync(part, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, beginning.StatusCode);
        Assert.Equal("Identifiant", await beginning.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("balances.csv", beginning.Content.Headers.ContentDisposition?.FileName);

        var package =
            JsonDocument.Parse(await NodeScript.RunAsync(
                "datapackage.mjs", new Uri(client.BaseAddress!, files["DATA_PACKAGE"]).ToString())).RootElement;
        Assert.Equal(("[]", true), (package.GetProperty("errors").GetRawText(), package.GetProperty("rows").GetInt32() > 0));

        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(files["XLSX"], UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(head, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task AssertPageLeadsToItsDataAsync(HttpClient client, GraphClient graph, string url)
    {
        var address = new Uri(client.BaseAddress!, url);
        var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        var links = Link().Matches(page).Select(link => link.Groups[1].Value).ToList();
        Assert.All(
            ["report.ar.html", "report.xlsx", "balances.csv", "balances.parquet", "datapackage.json", "../manifest.json"],
            link => Assert.Contains(link, links));
        Assert.Contains(links, link => link.StartsWith("provinces/", StringComparison.Ordinal));
        foreach (var link in links)
        {
            Assert.Equal(
                HttpStatusCode.OK, (await client.GetAsync(new Uri(address, link), TestContext.Current.CancellationToken)).StatusCode);
        }

        var (_, answer) = await graph.AskAsync(WebUtility.HtmlDecode(Query().Match(page).Groups[1].Value));
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.NotEqual(0, answer.GetProperty("data").GetProperty("balances").GetProperty("nodes").GetArrayLength());
    }

    // A4 is 595 by 842 points.
    private static async Task AssertEveryoneCanReadAndPrintItAsync(Uri page)
    {
        var seen = JsonDocument.Parse(await NodeScript.RunAsync("report.mjs", page.ToString())).RootElement;
        Assert.Equal("[]", seen.GetProperty("complaints").GetRawText());
        Assert.All(seen.GetProperty("faults").EnumerateObject(), faults => Assert.Equal("[]", faults.Value.GetRawText()));
        Assert.All(
            seen.GetProperty("overflow").EnumerateObject(),
            overflow => Assert.Equal((overflow.Name, 0), (overflow.Name, overflow.Value.GetInt32())));
        Assert.Equal("""["595 x 842"]""", seen.GetProperty("sizes").GetRawText());
        Assert.InRange(seen.GetProperty("pages").GetInt32(), 2, 12);
    }

    private static async Task AssertTheArabicReportIsFoundAsync(Uri server)
    {
        var seen = JsonDocument.Parse(await NodeScript.RunAsync("reports.mjs", server.ToString())).RootElement;
        Assert.Equal("[]", seen.GetProperty("complaints").GetRawText());
        Assert.All(seen.GetProperty("faults").EnumerateObject(), faults => Assert.Equal("[]", faults.Value.GetRawText()));
        Assert.Equal("""["ar","rtl",0]""", seen.GetProperty("report").GetRawText());
    }

    // That of the country and that of a province, as scripts of offices open them.
    private static async Task AssertWorkbooksOpenAsync(HttpClient client, JsonElement report)
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-workbooks-");
        try
        {
            var workbooks = report.GetProperty("files").EnumerateArray().Where(file => file.GetProperty("format").GetString() == "XLSX")
                .ToLookup(file => file.GetProperty("territory").ValueKind == JsonValueKind.Null);
            var paths = new List<string>();
            foreach (var file in (JsonElement[])[workbooks[true].Single(), workbooks[false].First()])
            {
                paths.Add(Path.Combine(folder.FullName, $"{paths.Count}.xlsx"));
                await File.WriteAllBytesAsync(
                    paths[^1],
                    await client.GetByteArrayAsync(
                        new Uri(file.GetProperty("url").GetString()!, UriKind.Relative), TestContext.Current.CancellationToken),
                    TestContext.Current.CancellationToken);
            }

            var seen = JsonDocument.Parse(await NodeScript.RunAsync("workbook.mjs", [.. paths])).RootElement;
            Assert.Equal(
                [["Lisez-moi portrait", "Totaux par région landscape", "Soldes landscape"], ["Chiffres landscape", "Dossiers landscape"]],
                seen.EnumerateArray().Select(workbook => workbook.GetProperty("exceljs").EnumerateArray()
                    .Select(sheet => $"{sheet.GetProperty("name").GetString()} {sheet.GetProperty("orientation").GetString()}")));
            Assert.All(seen.EnumerateArray(), workbook => Assert.Equal(
                workbook.GetProperty("exceljs").EnumerateArray().Select(Cells),
                workbook.GetProperty("sheetjs").EnumerateArray().Select(Cells)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Cells(JsonElement sheet) => string.Join('\n', sheet.GetProperty("rows").EnumerateArray()
            .Select(row => string.Join('|', row.EnumerateArray().Select(cell => cell.ToString())).TrimEnd('|'))
            .Where(row => row.Length > 0));
    }

    private static async Task AssertTheDatasetIsServedAsync(HttpClient client, GraphClient graph)
    {
        var package =
            JsonDocument.Parse(await client.GetStringAsync(
                new Uri("/datasets/datapackage.json", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        var movements = package.GetProperty("resources").EnumerateArray().Where(
            resource => resource.GetProperty("table").GetString() == "movements")
            .ToList();
        var (_, answer) = await graph.AskAsync("{ movements { aggregate { count } } }");
        Assert.Equal(
            answer.GetProperty("data").GetProperty("movements").GetProperty("aggregate").GetProperty("count").GetInt64(),
            movements.Sum(resource => resource.GetProperty("rows").GetInt64()));
        var file = movements[^1];
        var bytes = await client.GetByteArrayAsync(
            new Uri($"/datasets/{file.GetProperty("path").GetString()}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(file.GetProperty("hash").GetString(), $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}");
    }

    private static async Task AssertAllStandsBelowAPathOfAnotherSiteAsync(Uri server)
    {
        var seen = JsonDocument.Parse(await NodeScript.RunAsync("prefix.mjs", server.ToString(), "/indh")).RootElement;
        Assert.Equal("[]", seen.GetProperty("failures").GetRawText());
        Assert.Equal("[]", seen.GetProperty("outside").GetRawText());
        Assert.All(seen.GetProperty("dashboards").EnumerateArray(), figures => Assert.NotEqual(0, figures.GetInt32()));
        Assert.Equal("/indh/graphql/", seen.GetProperty("explorer").GetString());
        Assert.All(seen.GetProperty("graphs").EnumerateArray(), graph => Assert.Equal("/indh/graphql", graph.GetString()));
        Assert.NotEqual(0, seen.GetProperty("graphs").GetArrayLength());
        Assert.StartsWith("/indh/reports/", seen.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, seen.GetProperty("report")[0].GetInt32());
    }

    [GeneratedRegex("href=\"([^#\"][^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<pre[^>]*><code>(.*?)</code></pre>", RegexOptions.Singleline)]
    private static partial Regex Query();

    private static async Task AssertNothingElseIsServedAsync(HttpClient client, string url)
    {
        foreach (var address in new[]
        {
            $"{url}x",
            "/reports/%2e%2e/%2e%2e/indhcoops.db",
            "/reports/datasets/balances/year=2024/month=06/balances.parquet",
        })
        {
            var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
            Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}");
        }
    }
}
