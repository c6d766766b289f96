namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>The sheets that an office may send.</summary>
public enum SheetKind
{
    /// <summary>Cooperatives.</summary>
    Cooperatives,

    /// <summary>Projects.</summary>
    Projects,

    /// <summary>Grants.</summary>
    Grants,

    /// <summary>Movements of the ledger.</summary>
    Movements,

    /// <summary>Measurements of cooperatives.</summary>
    Observations,
}

/// <summary>What a column of a sheet may hold. A name means one thing in all sheets.</summary>
internal enum Field
{
    Reference,
    Name,
    NameArabic,
    Province,
    ValueChain,
    Activity,
    FoundedYear,
    Womens,
    Members,
    WomenMembers,
    MembersOn,
    LegalForm,
    RegisterNumber,
    Ice,
    Exports,
    Note,
    Title,
    Cooperative,
    Programme,
    TotalCost,
    ApprovedOn,
    Status,
    Project,
    GrantAmount,
    AwardedOn,
    Phase,
    Grant,
    Kind,
    MovementAmount,
    EffectiveOn,
    Document,
    Indicator,
    Value,
    Unit,
    ObservedOn,
    Stage,
}
