using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>A cooperative as the data or the file has it.</summary>
internal sealed record KnownCooperative(
    Guid Id,
    string ProvinceCode,
    string? Reference,
    string Name,
    string? NameArabic = null,
    string? ValueChainCode = null,
    string? Activity = null,
    int? FoundedYear = null,
    bool? Womens = null,
    string? LegalForm = null,
    string? RegisterNumber = null,
    string? Ice = null,
    bool? Exports = null,
    string? Note = null);

/// <summary>A project as the data or the file has it.</summary>
internal sealed record KnownProject(
    Guid Id,
    string ProvinceCode,
    string? Reference,
    string Title,
    Guid? CooperativeId,
    string? ProgrammeCode,
    decimal? TotalCost,
    DateOnly? ApprovedOn,
    ProjectStatus Status);

/// <summary>A grant as the data or the file has it; its province is that of its cooperative.</summary>
internal sealed record KnownGrant(
    Guid Id,
    string ProvinceCode,
    string? Reference,
    decimal Amount,
    DateOnly? AwardedOn,
    Phase? Phase,
    Guid CooperativeId,
    Guid? ProjectId,
    string? ProgrammeCode,
    string? Note);

/// <summary>A movement of the data.</summary>
internal sealed record KnownMovement(
    Guid GrantId, string? Reference, MovementKind Kind, decimal Amount, DateOnly EffectiveOn, string? Document);

/// <summary>A measurement as the data or the file has it.</summary>
internal sealed record KnownObservation(
    Guid Id,
    Guid CooperativeId,
    string? Reference,
    string Indicator,
    decimal Value,
    string Unit,
    DateOnly? ObservedOn,
    ObservationStage Stage);

/// <summary>
/// Reads the rows of the database that a file names, with a few statements per thousand rows. Demonstration data is left out.
/// </summary>
internal sealed class KnownRows(IndhCoopsContext context, CancellationToken cancellationToken)
{
    private const int AtOnce = 2_000;

    // One parameter holds all keys of a statement. With a parameter for each key, the statement would be translated and parsed again for
    // every number of keys.
    public Task<List<KnownCooperative>> CooperativesAsync(IEnumerable<string> references) =>
        InChunksAsync(
            references,
            some => Of(
                context.Cooperatives.Where(row => row.DataSource != DataSource.Synthetic && EF.Parameter(some).Contains(row.Reference!))));

    public Task<List<KnownCooperative>> CooperativesNamedAsync(IEnumerable<string> names) => InChunksAsync(
        names.Select(TextFolding.Fold),
        some => Of(context.Cooperatives.Where(
            row => row.DataSource != DataSource.Synthetic && EF.Parameter(some).Contains(EF.Property<string>(row, "NameSearch")))));

    /// <summary>The cooperatives of provinces, by as much as tells them apart.</summary>
    public Task<List<KnownCooperative>> CooperativesOfAsync(IEnumerable<string> provinces) => InChunksAsync(
        provinces,
        some => context.Cooperatives.Where(row => row.DataSource != DataSource.Synthetic && EF.Parameter(some).Contains(row.Province.Code))
            .Select(row => new KnownCooperative(
                row.Id, row.Province.Code, row.Reference, row.Name, null, null, null, null, null, null, null, null, null, null)));

    /// <summary>The references that provinces have given already, also those of deleted rows: none is given twice.</summary>
    public async Task<HashSet<(string Province, string Reference)>> GivenAsync(ReferencedType type, IEnumerable<string> references) =>
        [
            .. (await InChunksAsync(
                references,
                some => context.OfficeReferences.Where(row => row.Type == type && EF.Parameter(some).Contains(row.Reference))
                    .Select(row => new GivenReference(row.ProvinceCode, row.Reference))))
                .Select(given => (given.Province, given.Reference)),
        ];

    public Task<List<KnownProject>> ProjectsAsync(IEnumerable<string> references) =>
        InChunksAsync(
            references,
            some =>
                Of(context.Projects.Where(row => row.DataSource != DataSource.Synthetic && EF.Parameter(some).Contains(row.Reference!))));

    public Task<List<KnownProject>> ProjectsAsync(IEnumerable<Guid> ids) =>
        InChunksAsync(ids, some => Of(context.Projects.Where(row => some.Contains(row.Id))));

    public Task<List<KnownGrant>> GrantsAsync(IEnumerable<string> references) =>
        InChunksAsync(
            references,
            some => Of(context.Grants.Where(row => row.DataSource != DataSource.Synthetic && EF.Parameter(some).Contains(row.Reference!))));

    public Task<List<KnownGrant>> GrantsOfAsync(IEnumerable<Guid> projects) =>
        InChunksAsync(projects, some => Of(context.Grants.Where(row => some.Contains(row.Project!.Id))));

    /// <summary>The first day on which each of some grants has a movement.</summary>
    public async Task<Dictionary<Guid, DateOnly>> FirstDaysAsync(IEnumerable<Guid> grants) => (await InChunksAsync(
        grants,
        some => context.Movements.Where(row => some.Contains(row.Grant.Id)).GroupBy(row => row.Grant.Id)
            .Select(rows => new FirstDay(rows.Key, rows.Min(row => row.EffectiveOn)))))
        .ToDictionary(first => first.Grant, first => first.Day);

    /// <summary>The movements of grants, those of each in the order of its ledger.</summary>
    public async Task<ILookup<Guid, KnownMovement>> MovementsAsync(IEnumerable<Guid> grants)
    {
        var found = new List<KnownMovement>();
        foreach (var some in grants.Distinct().Chunk(AtOnce))
        {
            found.AddRange(await LedgersOfGrants.ReadAsync(context, some, cancellationToken));
        }

        return found.ToLookup(movement => movement.GrantId);
    }

    public async Task<ILookup<Guid, KnownObservation>> ObservationsAsync(IEnumerable<Guid> cooperatives) => (await InChunksAsync(
        cooperatives,
        some => context.Observations.Where(row => some.Contains(row.Cooperative.Id)).Select(row => new KnownObservation(
            row.Id,
            row.Cooperative.Id,
            row.Reference,
            row.Indicator,
            row.Value,
            row.Unit,
            row.ObservedOn,
            row.Stage)))).ToLookup(row => row.CooperativeId);

    private static IQueryable<KnownCooperative> Of(IQueryable<Cooperative> rows) => rows.Select(row => new KnownCooperative(
        row.Id,
        row.Province.Code,
        row.Reference,
        row.Name,
        row.NameArabic,
        EF.Property<string?>(row, "ValueChainCode"),
        row.Activity,
        row.FoundedYear,
        row.Womens,
        row.LegalForm,
        row.RegisterNumber,
        row.Ice,
        row.Exports,
        row.Note));

    private static IQueryable<KnownProject> Of(IQueryable<Project> rows) => rows.Select(row => new KnownProject(
        row.Id,
        row.Province.Code,
        row.Reference,
        row.Title,
        EF.Property<Guid?>(row, "CooperativeId"),
        EF.Property<string?>(row, "ProgrammeCode"),
        row.TotalCost,
        row.ApprovedOn,
        row.Status));

    private static IQueryable<KnownGrant> Of(IQueryable<Grant> rows) => rows.Select(row => new KnownGrant(
        row.Id,
        row.Cooperative.Province.Code,
        row.Reference,
        row.Amount,
        row.AwardedOn,
        row.Phase,
        EF.Property<Guid>(row, "CooperativeId"),
        EF.Property<Guid?>(row, "ProjectId"),
        EF.Property<string?>(row, "ProgrammeCode"),
        row.Note));

    private async Task<List<TRow>> InChunksAsync<TKey, TRow>(IEnumerable<TKey> keys, Func<TKey[], IQueryable<TRow>> query)
    {
        var found = new List<TRow>();
        foreach (var some in keys.Distinct().Chunk(AtOnce))
        {
            found.AddRange(await query(some).ToListAsync(cancellationToken));
        }

        return found;
    }

    private sealed record GivenReference(string Province, string Reference);

    private sealed record FirstDay(Guid Grant, DateOnly Day);
}
