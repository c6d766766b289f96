using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.ProgrammePages;

/// <summary>The page of a programme or of an axis of one.</summary>
internal static class ProgrammePage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit, string code)
    {
        var view = visit.View;
        var asked = RecipientsAsked.Of(visit);
        var data = await visit.AskAsync<ProgrammeData>(
            "programme-page", new { programme = code, axes = $"{code}-", asked.From, asked.To, asked.After });
        if (data.Programme is not { } programme)
        {
            return visit.NotFound(ProgrammeTexts.Unknown, "code", ProgrammeTexts.Title, ProgrammePageServices.Path);
        }

        var total = data.Total();
        var head = new PageHead(
            view.Say(ValueNames.Programme(programme.Code, programme.Name, programme.Axis)),
            view.Say(ProgrammeTexts.Is, programme.Name, view.Format.WholeMoney(total.Disbursed), view.Format.WholeMoney(total.Committed)))
        {
            IsSynthetic = data.IsSynthetic(),
            Trail = [new PageLink(view.Say(ProgrammeTexts.Title), view.Link(ProgrammePageServices.Path))],
        };
        return PageAnswer.Of<ProgrammeBody, ProgrammeData>(head, data with { Asked = asked });
    }
}

/// <summary>The answer to the saved query <c>programme-page</c>.</summary>
internal sealed record ProgrammeData(
    ProgrammeRow? Programme, RowsOf<ProgrammeName> Axes, GroupsOf<FlowGroup<ProvinceKey>> ByProvince) : LedgerData;

internal sealed record ProgrammeRow(
    string Code,
    string Name,
    string? Axis,
    Phase? Phase,
    int? StartYear,
    int? EndYear,
    decimal? Envelope,
    IReadOnlyList<string>? Aliases,
    string? Source);
