using System.Text.Json;
using System.Text.RegularExpressions;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Pages for people in a real browser, each once in each language: on a desk, on a phone by night, and in print.</summary>
public sealed partial class PagesTests(ServerProcess server)
{
    // French sets a colon off by a space, the other languages do not.
    [GeneratedRegex(@"\s:")]
    private static partial Regex LooseColon { get; }

    [Fact]
    public async Task Each_page_opens_in_each_language_and_everyone_can_use_it()
    {
        var told = JsonDocument.Parse(await NodeScript.RunAsync("pages.mjs", server.Graph.GetLeftPart(UriPartial.Authority))).RootElement;

        Assert.Equal("[]", told.GetProperty("complaints").GetRawText());
        Assert.NotEmpty(told.GetProperty("framed").GetString()!);
        Assert.Equal("", told.GetProperty("chosen").GetString());
        var pages = told.GetProperty("seen").EnumerateObject().ToList();
        Assert.Equal(27, pages.Count);
        Assert.All(pages, page =>
        {
            Assert.EndsWith(page.Value.GetProperty("lang").GetString()!, page.Name, StringComparison.Ordinal);
            Assert.Equal(
                page.Name.EndsWith("ar", StringComparison.Ordinal) ? "rtl" : "ltr", page.Value.GetProperty("direction").GetString());
            Assert.Equal("[]", page.Value.GetProperty("faults").GetRawText());
            Assert.Equal(0, page.Value.GetProperty("overflow").GetInt32());
            Assert.Equal(
                page.Name.EndsWith("fr", StringComparison.Ordinal), LooseColon.IsMatch(page.Value.GetProperty("labels").GetString()!));
            Assert.All(page.Value.GetProperty("addresses").EnumerateArray(), direction => Assert.Equal("ltr", direction.GetString()));
            Assert.Contains(" · ", page.Value.GetProperty("title").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_page_that_lacks_a_script_says_so_instead_of_standing_there_half_made()
    {
        var told = JsonDocument.Parse(await NodeScript.RunAsync("blocked.mjs", server.Graph.GetLeftPart(UriPartial.Authority))).RootElement;

        Assert.InRange(told.GetProperty("tried").GetInt32(), 60, 200);
        Assert.Equal("[]", told.GetProperty("silent").GetRawText());
    }
}
