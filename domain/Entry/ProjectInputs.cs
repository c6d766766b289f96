using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Entry;

/// <summary>A project that was approved.</summary>
/// <param name="Title">The title.</param>
/// <param name="ProvinceCode">The ISO code of the province whose committee approved it; that of the cooperative where it is left
/// out.</param>
/// <param name="CooperativeId">The cooperative that holds it; null where another body does.</param>
/// <param name="ProgrammeCode">The code of the programme under which it was approved.</param>
/// <param name="TotalCost">The total cost in MAD, all partners together.</param>
/// <param name="Status">Where it stands; <c>PROGRAMMED</c> where it is left out.</param>
/// <param name="ApprovedOn">The day of its approval.</param>
/// <param name="Reference">The number under which your office knows it, 1 to 100 characters, once per province. Send it, and the same again
/// where no answer comes: it is not approved twice.</param>
public sealed record NewProject(
    string Title,
    string? ProvinceCode = null,
    Guid? CooperativeId = null,
    string? ProgrammeCode = null,
    decimal? TotalCost = null,
    ProjectStatus? Status = null,
    DateOnly? ApprovedOn = null,
    string? Reference = null) : IRepeatable;

/// <summary>Where a project stands now.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why, if there is something to say.</param>
public sealed record ProjectStatusChange(Guid ProjectId, ProjectStatus Status, string? Reason = null);

/// <summary>What to correct of a project: only the fields that are given.</summary>
/// <param name="Id">The project.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Title">The title.</param>
/// <param name="CooperativeId">The cooperative that holds it; null where another body does.</param>
/// <param name="ProgrammeCode">The code of the programme under which it was approved.</param>
/// <param name="TotalCost">The total cost in MAD, all partners together.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ApprovedOn">The day of its approval.</param>
/// <param name="Reference">The number under which your office knows it, where it has none yet.</param>
public sealed record ProjectCorrection(
    Guid Id,
    string Reason,
    Given<string?> Title = default,
    Given<Guid?> CooperativeId = default,
    Given<string?> ProgrammeCode = default,
    Given<decimal?> TotalCost = default,
    Given<ProjectStatus?> Status = default,
    Given<DateOnly?> ApprovedOn = default,
    Given<string?> Reference = default);

/// <summary>A grant to award. Its money is promised and paid by movements.</summary>
/// <param name="CooperativeId">The cooperative that receives it.</param>
/// <param name="Amount">The INDH's part in MAD.</param>
/// <param name="AwardedOn">The day of the award.</param>
/// <param name="ProjectId">The project that it pays for.</param>
/// <param name="ProgrammeCode">The code of the programme under which it is made.</param>
/// <param name="Phase">The phase; that of the programme where it is left out.</param>
/// <param name="Note">What a reader should know, such as why the day lies outside the years of the programme.</param>
/// <param name="Reference">The number under which your office knows it, 1 to 100 characters, once per province. Send it, and the same again
/// where no answer comes: it is not awarded twice.</param>
public sealed record NewGrant(
    Guid CooperativeId,
    decimal Amount,
    DateOnly? AwardedOn = null,
    Guid? ProjectId = null,
    string? ProgrammeCode = null,
    Phase? Phase = null,
    string? Note = null,
    string? Reference = null) : IRepeatable;

/// <summary>What to correct of a grant: only the fields that are given. Its money is corrected by movements.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Amount">The INDH's part in MAD.</param>
/// <param name="AwardedOn">The day of the award.</param>
/// <param name="ProjectId">The project that it pays for.</param>
/// <param name="ProgrammeCode">The code of the programme under which it was made.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Note">What a reader should know, such as why the day lies outside the years of the programme.</param>
/// <param name="Reference">The number under which your office knows it, where it has none yet.</param>
public sealed record GrantCorrection(
    Guid Id,
    string Reason,
    Given<decimal?> Amount = default,
    Given<DateOnly?> AwardedOn = default,
    Given<Guid?> ProjectId = default,
    Given<string?> ProgrammeCode = default,
    Given<Phase?> Phase = default,
    Given<string?> Note = default,
    Given<string?> Reference = default);
