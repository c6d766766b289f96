namespace IndhCoops.GraphQL.Tables.Publishing;

internal sealed record PublishedGrant(
    string Key,
    string? Reference,
    decimal Amount,
    DateOnly AwardedOn,
    string? Phase,
    string? Note,
    string DataSource,
    string? Source,
    DateTimeOffset? UpdatedAt,
    Recipient Recipient,
    FundedProject? Project,
    FundingProgramme? Programme)
{
    /// <summary>Whether the demonstration made it up.</summary>
    public bool IsSynthetic => DataSource == "SYNTHETIC";
}

/// <summary>The cooperative that receives it.</summary>
internal sealed record Recipient(
    string Key,
    string? Reference,
    string Name,
    string? NameArabic,
    bool? Womens,
    string? LegalForm,
    string? RegisterNumber,
    string? Ice,
    int? FoundedYear,
    bool? Exports,
    string? Activity,
    string? Note,
    string? ValueChain,
    string? ValueChainName,
    string ProvinceCode,
    string Province,
    string? Region);

/// <summary>The project that it pays for.</summary>
internal sealed record FundedProject(
    string Key, string? Reference, string Title, string? Status, decimal? TotalCost, DateOnly? ApprovedOn, string? ProgrammeCode);

internal sealed record FundingProgramme(string Code, string Name, int? StartYear, int? EndYear);
