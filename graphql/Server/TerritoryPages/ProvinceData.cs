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
    CountedCooperatives Cooperatives,
    GroupsOf<RecipientGroup> Recipients,
    StuckRows<UnpaidGrant> Unpaid,
    StuckRows<StalledProject> Stalled,
    RowsOf<PublishedStatement> Statements,
    RowsOf<ReportRow> Reports);

/// <summary>The last report, with the province's files of it.</summary>
internal sealed record ReportRow(DateOnly Period, IReadOnlyList<ReportFileRow> Files);

internal sealed record ReportFileRow(string Format, string? Language, string Url);
internal sealed record ProvinceRow(string Code, ProvinceKind Kind, string Name, string NameArabic, int Population, RegionName Region);
internal sealed record CountedCooperatives(CountAggregate Aggregate);
internal sealed record CountAggregate(int Count, WorstSource Max);

/// <summary>The first rows of what is stuck, and how much all of it is.</summary>
internal sealed record StuckRows<T>(StuckAggregate Aggregate, IReadOnlyList<T> Nodes);

internal sealed record StuckAggregate(int Count, StuckSum Sum);
internal sealed record StuckSum(decimal? Amount, decimal? TotalCost);

internal sealed record UnpaidGrant(
    string Id, string? Reference, decimal Amount, DateOnly? AwardedOn, DataSource DataSource, HolderName Cooperative, ProjectName? Project);

internal sealed record StalledProject(
    string Id, string? Reference, string Title, decimal? TotalCost, DateOnly? ApprovedOn, DataSource DataSource, HolderName? Cooperative);

/// <summary>The cooperative that holds a project or a grant.</summary>
internal sealed record HolderName(string Id, string Name, string? NameArabic);

internal sealed record ProjectName(string Title, ProjectStatus Status);

/// <summary>What the page of a province shows.</summary>
/// <param name="StuckBefore">What was committed before this day and never paid is stuck.</param>
internal sealed record ProvinceModel(ProvinceData Data, Recipients Recipients, DateOnly StuckBefore) : IHasStatements
{
    public IReadOnlyList<YearOfFlows> Years { get; } = Data.Years.Years();

    public RowsOf<PublishedStatement> Statements => Data.Statements;
}
