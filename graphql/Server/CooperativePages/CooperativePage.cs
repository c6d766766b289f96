using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.CooperativePages;

internal static class CooperativePage
{
    /// <summary>
    /// Makes the page. Its address has the cooperative's id, which never changes; the number that a province gave leads there.
    /// </summary>
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var (view, text) = (visit.View, visit.Route("id"));
        if (!Guid.TryParse(text, out var key))
        {
            return await ByReferenceAsync(visit, text);
        }

        if (key.ToString() != text)
        {
            return PageAnswer.MovedTo(view.Link($"{CooperativePageServices.Path}/{key}"));
        }

        var which = new { id = new { eq = view.Frame.Id("Cooperative", key) } };
        var after = visit.Parameter("after");
        var data = await visit.AskAsync<CooperativeData>("cooperative-page", new { which, after });
        return data.Cooperatives.Nodes is [var row, ..]
            ? PageAnswer.Of<CooperativeBody, CooperativeModel>(
                Head(view, row), new CooperativeModel(row, JsonSerializer.Serialize(new { which }), after is null))
            : NotFound(visit);
    }

    private static PageHead Head(PageView view, CooperativeRow row) => new(view.Name(row.Name, row.NameArabic), view.Say(
        CooperativeTexts.Is,
        view.Say(row.Womens == true ? CooperativeTexts.WomensOf : CooperativeTexts.CooperativeOf),
        view.Name(row.Province.Name, row.Province.NameArabic),
        view.Format.WholeMoney(row.Grants.Aggregate.Sum?.Amount ?? 0),
        view.Format.WholeMoney(row.Disbursed),
        view.Format.Count(row.Grants.Aggregate.Count),
        view.Format.Count(row.Projects.Aggregate.Count)))
    {
        IsSynthetic = row.IsSynthetic,
        Trail =
        [
            new PageLink(view.Say(PartTexts.Cooperatives), view.Link(CooperativePageServices.Path)),
            new PageLink(view.Name(row.Province.Name, row.Province.NameArabic), view.Link($"/provinces/{row.Province.Code}")),
        ],
    };

    private static async ValueTask<PageAnswer> ByReferenceAsync(PageVisit visit, string reference)
    {
        var view = visit.View;
        var data = await visit.AskAsync<ReferencedCooperatives>("cooperative-by-reference", new { reference });
        var found = data.Cooperatives.Nodes;
        return found.Count switch
        {
            0 => NotFound(visit),
            1 => PageAnswer.MovedTo(view.Cooperative(found[0].Id)),
            _ => PageAnswer.Message(
                view,
                StatusCodes.Status300MultipleChoices,
                view.Say(CooperativeTexts.Several, visit.RouteText("id")),
                [
                    .. found.Select(row => new PageLink(
                        $"{view.Name(row.Name, row.NameArabic)} ({view.Name(row.Province.Name, row.Province.NameArabic)})",
                        view.Cooperative(row.Id))),
                ]),
        };
    }

    private static PageAnswer NotFound(PageVisit visit) =>
        visit.NotFound(CooperativeTexts.Unknown, "id", PartTexts.Cooperatives, CooperativePageServices.Path);
}
