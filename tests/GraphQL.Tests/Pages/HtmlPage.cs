using System.Net;
using System.Text.RegularExpressions;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Pages;

/// <summary>A page as it was sent, read as far as tests need.</summary>
internal sealed partial class HtmlPage
{
    private HtmlPage(HttpResponseMessage response, string html) => (Response, Html) = (response, html);

    public HttpResponseMessage Response { get; }

    /// <summary>The text that was sent.</summary>
    public string Html { get; }

    public string Title => Decode(TitleTag.Match(Html).Groups[1].Value);

    /// <summary>All that is said in it, with plain spaces.</summary>
    public string Text => Plain(Html).Replace('\u00A0', ' ');

    /// <summary>Where its links lead.</summary>
    public IReadOnlyList<string> Links => [.. LinkTag.Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    public static async Task<HtmlPage> GetAsync(AccessServer server, string path, params (string Name, string Value)[] headers)
    {
        var response = await server.GetAsync(path, null, headers);
        return new HtmlPage(response, await HttpAssertions.TextAsync(response));
    }

    /// <summary>The content of a property that is said to those who preview links.</summary>
    public string Meta(string name) =>
        WebUtility.HtmlDecode(Regex.Match(Html, $"<meta (?:name|property)=\"{name}\" content=\"([^\"]*)\"").Groups[1].Value);

    /// <summary>The rows of the body of the first table of a section, by their cells.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string section, string part = "tbody") =>
    [
        .. RowTag.Matches(Regex.Match(Section(section), $"<{part}>(.*?)</{part}>", RegexOptions.Singleline).Groups[1].Value)
            .Select(row => CellTag.Matches(row.Groups[1].Value).Select(cell => Plain(cell.Groups[1].Value)).ToList()),
    ];

    /// <summary>What follows a heading.</summary>
    public string Section(string id)
    {
        var start = Html.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no {id} in {Html}");
        return Html[start..];
    }

    /// <summary>The link to what follows in a list; null where it ends.</summary>
    public string? Next =>
        LinkTag.Matches(Html).Where(match => match.Value.Contains("rel=\"next\"", StringComparison.Ordinal)).Select(
            match => WebUtility.HtmlDecode(match.Groups[1].Value))
            .FirstOrDefault();

    private static string Plain(string html) => Spaces.Replace(Decode(Tag.Replace(html, " ")), " ").Trim();

    private static string Decode(string text) => WebUtility.HtmlDecode(text);

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline)]
    private static partial Regex TitleTag { get; }

    [GeneratedRegex("<a [^>]*?href=\"([^\"]*)\"[^>]*>")]
    private static partial Regex LinkTag { get; }

    [GeneratedRegex("<tr>(.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex RowTag { get; }

    [GeneratedRegex("<t[hd][^>]*>(.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex CellTag { get; }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag { get; }

    // Those within numbers are kept.
    [GeneratedRegex("[ \n\r\t]+")]
    private static partial Regex Spaces { get; }
}
