using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Search;

/// <summary>The results of a search, for browsers without scripts and for people who press Enter in the search box.</summary>
internal static class SearchPage
{
    // The limits of the graph's search.
    private const int MaxLength = 200;
    private const int MaxResults = 50;

    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        if (visit.Parameter(SearchAddress.Parameter) is not { } text)
        {
            return PageAnswer.Of<SearchBody, SearchData>(
                Head(view.Say(SearchTexts.Title), view.Say(SearchTexts.Hint)), new SearchData([]));
        }

        if (text.Length > MaxLength)
        {
            text = text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
            visit.Warn(SearchTexts.Cut, MaxLength);
        }

        var data = await visit.AskAsync<SearchData>("search", new { text, first = MaxResults });
        var summary = data.Search.Count switch
        {
            0 => view.Say(SearchTexts.Nothing),
            1 => view.Say(SearchTexts.One),
            MaxResults => view.Say(SearchTexts.First, MaxResults),
            var count => view.Say(SearchTexts.Count, count),
        };
        return PageAnswer.Of<SearchBody, SearchData>(
            Head(view.Say(SearchTexts.TitleOf, Excerpt.Of(text, 60)), summary), data);
    }

    private static PageHead Head(string title, string description) => new(title, description) { IsListed = false };
}

/// <summary>The answer to the saved query <c>search</c>, best first.</summary>
internal sealed record SearchData(IReadOnlyList<SearchResult> Search);

internal sealed record SearchResult(
    string Kind,
    string Name,
    Found? Region,
    Found? Province,
    Found? Programme,
    Found? Cooperative,
    Found? Project)
{
    public string NameOn(PageView view) => view.Name(Name, Region?.NameArabic ?? Province?.NameArabic ?? Cooperative?.NameArabic);

    /// <summary>Where it is, in words. A project also names its cooperative.</summary>
    public string DetailOn(PageView view) => string.Join(" · ", ((string?[])
    [
        Programme?.Code,
        Province?.Region?.NameOn(view),
        Cooperative?.Province?.NameOn(view),
        Project?.Cooperative?.NameOn(view),
        Project?.Province?.NameOn(view),
    ]).OfType<string>());

    /// <summary>The path of its page: a project is on the page of its cooperative, or of its province.</summary>
    public string Path =>
        Region is { } region ? $"/regions/{region.Code}"
        : Province is { } province ? $"/provinces/{province.Code}"
        : Programme is { } programme ? $"/programmes/{programme.Code}"
        : (Cooperative?.Id ?? Project?.Cooperative?.Id) is { } cooperative ? $"/cooperatives/{cooperative}"
        : $"/provinces/{Project?.Province?.Code}";
}

/// <summary>A row that was found, or a row that it belongs to, with the members that the query selects.</summary>
internal sealed record Found(Guid? Id, string? Code, string? Name, string? NameArabic, Found? Region, Found? Province, Found? Cooperative)
{
    public string NameOn(PageView view) => view.Name(Name ?? "", NameArabic);
}
