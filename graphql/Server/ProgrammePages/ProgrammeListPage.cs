using IndhCoops.Domain;
using IndhCoops.Domain.Programmes;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.ProgrammePages;

/// <summary>The list of programmes, by phase, with what moved under each.</summary>
internal static class ProgrammeListPage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var data = await visit.AskAsync<ProgrammeListData>("programme-list");
        var head = new PageHead(visit.View.Say(ProgrammeTexts.Title), visit.View.Say(ProgrammeTexts.ListIs))
        {
            IsSynthetic = data.Balances.Groups.Any(group => group.Max?.DataSource == DataSource.Synthetic),
        };
        return PageAnswer.Of<ProgrammeListBody, ProgrammeListData>(head, data);
    }
}

/// <summary>The answer to the saved query <c>programme-list</c>.</summary>
internal sealed record ProgrammeListData(
    RowsOf<PhaseRow> PhasePeriods, GroupsOf<KeyGroup<ProgrammeRow>> Programmes, GroupsOf<FlowGroup<UnderProgramme>> Balances)
{
    private readonly Dictionary<string, Flows> _flows = Balances.Groups.ToDictionary(
        group => group.Key.Programme?.Code ?? "", group => group.Sum);

    /// <summary>The lines of a phase; null for those of none.</summary>
    public IReadOnlyList<ProgrammeLine> Lines(Phase? phase)
    {
        var known = Programmes.Groups.Where(group => group.Key.Phase == phase).Select(
            group => new ProgrammeLine(group.Key, _flows.Count == 0 ? null : _flows.GetValueOrDefault(group.Key.Code, Flows.None)));
        return [.. phase is null && _flows.TryGetValue("", out var unknown) ? known.Append(new ProgrammeLine(null, unknown)) : known];
    }
}

internal sealed record PhaseRow(Phase Phase, int StartYear, int EndYear, decimal? Envelope);
internal sealed record UnderProgramme(ProgrammeCode? Programme);

/// <summary>A programme by its code; without one where it is not known.</summary>
internal sealed record ProgrammeCode(string? Code);

/// <summary>A programme with what moved under it.</summary>
/// <param name="Programme">The programme; null for grants of which it is not known.</param>
/// <param name="Flows">What moved; null where balances have not been computed.</param>
internal sealed record ProgrammeLine(ProgrammeRow? Programme, Flows? Flows);
