using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Pages for people in a real browser, each once in each language: on a desk, on a phone by night, and in print.</summary>
public sealed class PagesTests(ServerProcess server)
{
    [Fact]
    public async Task Each_page_opens_in_each_language_and_everyone_can_use_it()
    {
        var told = JsonDocument.Parse(await NodeScript.RunAsync("pages.mjs", server.Graph.GetLeftPart(UriPartial.Authority))).RootElement;

        Assert.Equal("[]", told.GetProperty("complaints").GetRawText());
        Assert.NotEmpty(told.GetProperty("framed").GetString()!);
        var pages = told.GetProperty("seen").EnumerateObject().ToList();
        Assert.Equal(27, pages.Count);
        Assert.All(pages, page =>
        {
            Assert.EndsWith(page.Value.GetProperty("lang").GetString()!, page.Name, StringComparison.Ordinal);
            Assert.Equal(
                page.Name.EndsWith("ar", StringComparison.Ordinal) ? "rtl" : "ltr", page.Value.GetProperty("direction").GetString());
            Assert.Equal("[]", page.Value.GetProperty("faults").GetRawText());
            Assert.Equal(0, page.Value.GetProperty("overflow").GetInt32());
            Assert.Contains(" · ", page.Value.GetProperty("title").GetString(), StringComparison.Ordinal);
        });
    }
}
