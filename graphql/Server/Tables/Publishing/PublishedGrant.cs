namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>The grant of a row that has a date.</summary>
internal sealed class PublishedGrant(GrantRow row)
{
    public string Key { get; } = row.Text("reference") ?? row.Text("id")!;
    public string? Reference { get; } = row.Text("reference");
    public decimal Amount { get; } = (decimal)row.Value("amount")!;
    public DateOnly AwardedOn { get; } = row.AwardedOn!.Value;
    public string? Phase { get; } = row.Text("phase");
    public string? Note { get; } = row.Text("note");
    public string DataSource { get; } = row.Text("dataSource")!;
    public bool IsSynthetic { get; } = row.IsSynthetic;
    public string? Source { get; } = row.Text("source");
    public DateTimeOffset? UpdatedAt { get; } = row.UpdatedAt;
    public Recipient Recipient { get; } = new(row);
    public FundedProject? Project { get; } = FundedProject.Of(row);
    public FundingProgramme? Programme { get; } = FundingProgramme.Of(row);
}

/// <summary>The cooperative that receives it.</summary>
internal sealed class Recipient(GrantRow row)
{
    public string Key { get; } = row.Text("cooperative.reference") ?? row.Text("cooperative.id")!;
    public string? Reference { get; } = row.Text("cooperative.reference");
    public string Name { get; } = row.Text("cooperative.name")!;
    public string? NameArabic { get; } = row.Text("cooperative.nameArabic");
    public bool? Womens { get; } = row.Value("cooperative.womens") as bool?;
    public string? LegalForm { get; } = row.Text("cooperative.legalForm");
    public string? RegisterNumber { get; } = row.Text("cooperative.registerNumber");
    public string? Ice { get; } = row.Text("cooperative.ice");
    public int? FoundedYear { get; } = row.Value("cooperative.foundedYear") as int?;
    public bool? Exports { get; } = row.Value("cooperative.exports") as bool?;
    public string? Activity { get; } = row.Text("cooperative.activity");
    public string? Note { get; } = row.Text("cooperative.note");
    public string? ValueChain { get; } = row.Text("cooperative.valueChain.code");
    public string? ValueChainName { get; } = row.Text("cooperative.valueChain.name");
    public string ProvinceCode { get; } = row.Text("cooperative.province.code")!;
    public string Province { get; } = row.Text("cooperative.province.name")!;
    public string? Region { get; } = row.Text("cooperative.province.region.name");
}

/// <summary>The project that it pays for.</summary>
internal sealed record FundedProject(
    string Key, string? Reference, string Title, string? Status, decimal? TotalCost, DateOnly? ApprovedOn, string? ProgrammeCode)
{
    public static FundedProject? Of(GrantRow row) =>
        row.Text("project.id") is not { } id || row.Text("project.title") is not { } title ? null : new FundedProject(
            row.Text("project.reference") ?? id,
            row.Text("project.reference"),
            title,
            row.Text("project.status"),
            row.Value("project.totalCost") as decimal?,
            row.Value("project.approvedOn") as DateOnly?,
            row.Text("project.programme.code"));
}

internal sealed record FundingProgramme(string Code, string Name, int? StartYear, int? EndYear)
{
    // An axis of a programme bears the programme's name, and is told apart by its own.
    public static FundingProgramme? Of(GrantRow row) => row.Text("programme.code") is not { } code ? null : new FundingProgramme(
        code,
        row.Text("programme.axis") is { } axis ? $"{row.Text("programme.name")} : {axis}" : row.Text("programme.name") ?? code,
        row.Value("programme.startYear") as int?,
        row.Value("programme.endYear") as int?);
}
