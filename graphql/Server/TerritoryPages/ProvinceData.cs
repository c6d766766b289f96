using IndhCoops.Domain;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Territory;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>The answer to the saved query <c>province-page</c>.</summary>
internal sealed record ProvinceData(
    ProvinceRow? Province,
    GroupsOf<FlowGroup<MonthKey>> Months,
    GroupsOf<FlowGroup<MonthKey>> Years,
    TotalsOf Cooperatives,
    GroupsOf<RecipientGroup> Recipients,
    RowsWithTotals<UnpaidGrant> Unpaid,
    RowsWithTotals<StalledProject> Stalled,
    RowsOf<PublishedStatement> Statements,
    RowsOf<ReportRow> Reports);

/// <summary>The last report, with the province's files of it.</summary>
internal sealed record ReportRow(DateOnly Period, IReadOnlyList<ReportFileRow> Files);

internal sealed record ReportFileRow(string Format, string? Language, string Url);
internal sealed record ProvinceRow(string Code, ProvinceKind Kind, string Name, string NameArabic, int Population, RegionName Region);

internal sealed record UnpaidGrant(
    string Id,
    string? Reference,
    decimal Amount,
    DateOnly? AwardedOn,
    DataSource DataSource,
    CooperativeName Cooperative,
    ProjectName? Project);

internal sealed record StalledProject(
    string Id,
    string? Reference,
    string Title,
    decimal? TotalCost,
    DateOnly? ApprovedOn,
    DataSource DataSource,
    CooperativeName? Cooperative);

internal sealed record ProjectName(string Title, ProjectStatus Status);

/// <summary>What the page of a province shows.</summary>
/// <param name="StuckBefore">What was committed before this day and never paid is stuck.</param>
internal sealed record ProvinceModel(ProvinceData Data, Recipients Recipients, DateOnly StuckBefore) : IHasStatements
{
    public IReadOnlyList<YearOfFlows> Years { get; } = Data.Years.Years();

    public RowsOf<PublishedStatement> Statements => Data.Statements;
}
