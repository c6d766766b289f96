using System.Globalization;
using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Files that the server hands out, opened with the libraries that scripts of offices and web pages use.</summary>
[Collection(OneAtATime.Name)]
public sealed class TableFileTests(ServerProcess server)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExcelJS_and_SheetJS_read_a_table_as_it_is()
    {
        const string Query = "{ grants(order: [{ id: ASC }]) { nodes { amount awardedOn phase cooperative { name province { code } } } } }";
        var seen = await OpenAsync($"/graphql/table.xlsx?query={Uri.EscapeDataString(Query)}");
        using var client = new GraphClient(server.Graph);
        var (_, body) = await client.AskAsync(Query);

        var sheet = seen.GetProperty("exceljs")[0];
        Assert.Equal(
            ("grants", "landscape", "1:1", 1),
            (Text(sheet, "name"), Text(sheet, "orientation"), Text(sheet, "printTitlesRow"), sheet.GetProperty("frozen").GetInt32()));
        var expected = body.GetProperty("data").GetProperty("grants").GetProperty("nodes").EnumerateArray().Select(
            grant => string.Join('|', Cells(grant)))
            .ToList();
        Assert.NotEmpty(expected);
        foreach (var library in (string[])["exceljs", "sheetjs"])
        {
            var rows = seen.GetProperty(library)[0].GetProperty("rows").EnumerateArray().Select(
                row => string.Join('|', row.EnumerateArray().Select(Cell)))
                .ToList();
            Assert.Equal("amount|awardedOn|phase|cooperative.name|cooperative.province.code", rows[0]);
            Assert.Equal(expected, rows.Skip(1));
        }
    }

    [Fact]
    public async Task ExcelJS_and_SheetJS_read_the_workbook_that_an_office_fills_in()
    {
        var seen = await OpenAsync("/import/template.xlsx");
        var sheets = seen.GetProperty("exceljs").EnumerateArray().ToList();
        Assert.Equal(
            seen.GetProperty("sheetjs").EnumerateArray().Select(sheet => Text(sheet, "name")), sheets.Select(sheet => Text(sheet, "name")));
        Assert.Equal(("Lisez-moi", "portrait"), (Text(sheets[0], "name"), Text(sheets[0], "orientation")));
        Assert.Equal(("Listes", "hidden"), (Text(sheets[^1], "name"), Text(sheets[^1], "state")));
    }

    [Fact]
    public async Task The_npm_package_datapackage_reads_every_table_of_the_catalogue()
    {
        var seen =
            JsonDocument.Parse(await NodeScript.RunAsync(
                "datapackage.mjs", new Uri(server.Graph, "/datapackage.json").ToString())).RootElement;
        Assert.Equal(("[]", true), (seen.GetProperty("errors").GetRawText(), seen.GetProperty("rows").GetInt32() > 0));
    }

    private static IEnumerable<string> Cells(JsonElement grant)
    {
        var cooperative = grant.GetProperty("cooperative");
        return new[]
        {
            grant.GetProperty("amount"),
            grant.GetProperty("awardedOn"),
            grant.GetProperty("phase"),
            cooperative.GetProperty("name"),
            cooperative.GetProperty("province").GetProperty("code"),
        }.Select(Cell);
    }

    // A day of a workbook is a moment to these libraries.
    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => cell.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.String => cell.GetString()!.Replace("T00:00:00.000Z", "", StringComparison.Ordinal),
        _ => "",
    };

    private static string? Text(JsonElement sheet, string name) => sheet.GetProperty(name).GetString();

    private async Task<JsonElement> OpenAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = server.Graph };
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync(new Uri(address, UriKind.Relative), Cancelled), Cancelled);
        try
        {
            return JsonDocument.Parse(await NodeScript.RunAsync("workbook.mjs", file)).RootElement[0];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
