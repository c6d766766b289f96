using IndhCoops.GraphQL.Hosting.Publishing;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>
/// What the data says of itself: which days it covers, when it was last written, and where it comes from. The graph is asked for it, as any
/// client would, and keeps the answer while it is true.
/// </summary>
/// <param name="First">The first day of the ledger; null where it is empty.</param>
/// <param name="Last">The last day of the ledger; null where it is empty.</param>
/// <param name="Recorded">When its last entry was recorded; null where it is empty.</param>
/// <param name="Sources">The kinds of sources of each collection, by the graph's words; of some that is not known.</param>
/// <param name="Pages">The paths of pages that there is one of for each row of a collection.</param>
/// <param name="Rows">The long collections whose rows have pages.</param>
internal sealed record CatalogueFacts(
    DateOnly? First,
    DateOnly? Last,
    DateTimeOffset? Recorded,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Sources,
    IReadOnlyList<string> Pages,
    IReadOnlyList<CrawledRows> Rows)
{
    // Aliases of what is asked for pages.
    private const string PagesOf = "pagesOf_";
    private const string RowsOf = "rowsOf_";
    private const string Ledger = "ledger: movements(first: 1) { aggregate { min { effectiveOn } max { effectiveOn recordedAt } } }";

    /// <summary>The kinds of sources of what a data set reads.</summary>
    public IReadOnlySet<string> SourcesOf(OpenDataset dataset) =>
        dataset.Collections.SelectMany(name => Sources.GetValueOrDefault(name, new HashSet<string>())).ToHashSet();

    /// <summary>The question that is answered with the facts.</summary>
    /// <param name="collections">The collections whose rows say where they come from.</param>
    /// <param name="pages">The collections whose rows have pages.</param>
    /// <param name="rows">The long ones among them.</param>
    public static string Question(IEnumerable<string> collections, IEnumerable<CodePages> pages, IEnumerable<RowPages> rows)
    {
        string[] parts =
        [
            Ledger,
            .. collections.Select(Ask),
            .. pages.Select(of => $"{PagesOf}{of.Collection}: {of.Collection}(first: 1) {{ groups(first: 200) {{ key {{ code }} }} }}"),
            .. rows.Select(of => $"{RowsOf}{of.Collection}: {of.Collection}(first: 1) {{ aggregate {{ count max {{ updatedAt }} }} }}"),
        ];
        return $"{{ {string.Join(' ', parts)} }}";
    }

    /// <summary>Asks where the rows of one collection come from.</summary>
    public static string Ask(string collection) => $"{collection}(first: 1) {{ groups(first: 3) {{ key {{ dataSource }} }} }}";

    public static CatalogueFacts Of(GraphResponse answer, IEnumerable<CodePages> pages, IEnumerable<RowPages> rows)
    {
        using var json = JsonDocument.Parse(answer.Body);
        var data = json.RootElement.GetProperty("data");
        var ledger = data.GetProperty("ledger").GetProperty("aggregate");
        var (first, last) = (ledger.GetProperty("min"), ledger.GetProperty("max"));
        return new CatalogueFacts(
            Value<DateOnly>(first, "effectiveOn"),
            Value<DateOnly>(last, "effectiveOn"),
            Value<DateTimeOffset>(last, "recordedAt"),
            data.EnumerateObject().Where(field => field.Name != "ledger" && !field.Name.Contains('_', StringComparison.Ordinal))
                .ToDictionary(field => field.Name, field => (IReadOnlySet<string>)Keys(field.Value, "dataSource").ToHashSet()),
            [.. pages.SelectMany(page =>
                Keys(data.GetProperty(PagesOf + page.Collection), "code").Select(code => $"{page.Path}/{Uri.EscapeDataString(code)}"))],
            [.. rows.Select(page => Of(page, data.GetProperty(RowsOf + page.Collection).GetProperty("aggregate")))]);
    }

    private static CrawledRows Of(RowPages pages, JsonElement aggregate) =>
        new(pages, aggregate.GetProperty("count").GetInt64(), Value<DateTimeOffset>(aggregate.GetProperty("max"), "updatedAt"));

    private static IEnumerable<string> Keys(JsonElement collection, string name) =>
        collection.GetProperty("groups").EnumerateArray().Select(group => Text(group.GetProperty("key"), name)).OfType<string>();

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object ? parent.GetProperty(name).GetString() : null;

    private static T? Value<T>(JsonElement parent, string name)
        where T : struct, IParsable<T> => Text(parent, name) is { } text ? T.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>A long collection whose rows have pages.</summary>
/// <param name="Count">How many rows there are.</param>
/// <param name="Changed">When one was changed last; null where nobody knows.</param>
internal sealed record CrawledRows(RowPages Pages, long Count, DateTimeOffset? Changed)
{
    /// <summary>The most addresses of a sitemap (https://www.sitemaps.org/protocol.html).</summary>
    public const int PerSitemap = 50_000;

    /// <summary>How many sitemaps their addresses take.</summary>
    public int Sitemaps => (int)((Count + PerSitemap - 1) / PerSitemap);
}

/// <summary>What the descriptions of the open data are written from.</summary>
/// <param name="Facts">What the data says of itself.</param>
/// <param name="HasPage">Whether there is a page for people at the root.</param>
/// <param name="IsOpen">Whether everybody may read.</param>
internal sealed record CatalogueContent(
    string Server,
    PublishingOptions Publishing,
    IReadOnlyList<OpenDataset> Datasets,
    CatalogueFacts Facts,
    bool HasPage,
    IReadOnlyList<string> Paths,
    bool IsOpen);
