using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.ProgrammePages;

/// <summary>The page of a programme or of an axis of one.</summary>
internal sealed class ProgrammePage(TimeProvider clock)
{
    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit, string code)
    {
        var view = visit.View;
        var year = visit.YearUntil(clock.CurrentMonth());
        var after = visit.Parameter("after");
        var data = await visit.AskAsync<ProgrammeData>(
            "programme-page",
            new { programme = code, axes = $"{code}-", from = new DateOnly(year, 1, 1), to = new DateOnly(year, 12, 31), after });
        if (data.Programme is not { } programme)
        {
            return visit.NotFound(ProgrammeTexts.Unknown, "code", ProgrammeTexts.Title, ProgrammePageServices.Path);
        }

        var model = new ProgrammeModel(data, RecipientGroup.Page(year, data.Recipients.Groups, after is null));
        var all = Flows.Sum(model.Years.Select(flows => flows.Flows));
        var head = new PageHead(
            view.Say(ValueNames.Programme(programme.Code, programme.Name, programme.Axis)),
            view.Say(ProgrammeTexts.Is, programme.Name, view.Format.WholeMoney(all.Disbursed), view.Format.WholeMoney(all.Committed)))
        {
            IsSynthetic = GraphRows.AreSynthetic(data.Years.Groups.Select(group => group.Max?.DataSource)),
            Trail = [new PageLink(view.Say(ProgrammeTexts.Title), view.Link(ProgrammePageServices.Path))],
        };
        return PageAnswer.Of<ProgrammeBody, ProgrammeModel>(head, model);
    }
}

/// <summary>The answer to the saved query <c>programme-page</c>.</summary>
internal sealed record ProgrammeData(
    ProgrammeRow? Programme,
    RowsOf<ProgrammeName> Axes,
    GroupsOf<FlowGroup<MonthKey>> Years,
    GroupsOf<FlowGroup<ProvinceKey>> ByProvince,
    GroupsOf<RecipientGroup> Recipients,
    RowsOf<PublishedStatement> Statements);

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

/// <summary>What the page of a programme shows.</summary>
internal sealed record ProgrammeModel(ProgrammeData Data, Recipients Recipients) : IHasStatements
{
    public IReadOnlyList<YearOfFlows> Years { get; } = Data.Years.Years();

    public RowsOf<PublishedStatement> Statements => Data.Statements;
}
