using System.Globalization;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Entry;

/// <summary>Enters and corrects projects and grants. Money moves by <see cref="MovementRecorder"/> alone.</summary>
public sealed class ProjectEntry(IDbContextFactory<IndhCoopsContext> contexts, IOptions<LedgerOptions> options, TimeProvider clock)
{
    /// <summary>Enters a project that was approved. What was entered under its reference already is not entered again.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing of it is kept.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> ApproveAsync(NewProject input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(contexts, options.Value.Wait, origin, cancellationToken);
        var cooperative = input.CooperativeId is { } id ? await work.CooperativeAsync(id) : null;
        var province = input.ProvinceCode is null && cooperative is not null
            ? cooperative.Province
            : await work.ProvinceAsync(input.ProvinceCode);
        Agreement.RequireProvince(province, cooperative);
        var project = new Project(
            Guid.CreateVersion7(),
            EntryRules.RequiredText(input.Title, "title"),
            province,
            EntryRules.Amount(input.TotalCost, "totalCost"),
            input.Status ?? ProjectStatus.Programmed,
            await DayAsync(work, input.ApprovedOn, "approvedOn", cancellationToken),
            CooperativeEntry.SourceOf(cooperative),
            CooperativeEntry.Source)
        {
            Cooperative = cooperative,
            Programme = input.ProgrammeCode is { } code ? await ProgrammeAsync(work, code) : null,
            Reference = EntryRules.Reference(input.Reference),
            UpdatedAt = origin.At.ToUniversalTime(),
        };
        var ofProvince = work.Context.Projects.Where(row => row.Province.Code == province.Code);
        return await work.FindEarlierAsync(ofProvince, project, project.Reference, "correctProject")
            ?? await work.AddAsync(project, ChangedType.Project);
    }

    /// <summary>Says where a project stands now.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing is changed.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> ChangeStatusAsync(ProjectStatusChange input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        var reason = EntryRules.Text(input.Reason, "reason", EntryRules.MaxNote);
        await using var work = await EntryWork.BeginAsync(contexts, options.Value.Wait, origin with { Reason = reason }, cancellationToken);
        var corrections = new Corrections(work, await ProjectAsync(work, input.ProjectId), ChangedType.Project);
        corrections.Set(nameof(Project.Status), (Given<ProjectStatus>)input.Status, status => status);
        return await corrections.SaveAsync();
    }

    /// <summary>Corrects a project: only the fields that are given.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing is changed.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> CorrectAsync(ProjectCorrection input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(
            contexts, options.Value.Wait, origin with { Reason = EntryRules.Reason(input.Reason) }, cancellationToken);
        var project = await ProjectAsync(work, input.Id);
        var approvedOn = await DayAsync(work, input.ApprovedOn.Value, "approvedOn", cancellationToken);
        var corrections = new Corrections(work, project, ChangedType.Project);
        corrections.Set(nameof(Project.Reference), input.Reference, EntryRules.Reference);
        corrections.Set(nameof(Project.Title), input.Title, text => EntryRules.RequiredText(text, "title"));
        corrections.Set(nameof(Project.TotalCost), input.TotalCost, amount => EntryRules.Amount(amount, "totalCost"));
        corrections.Set(nameof(Project.Status), input.Status.OrRefused("status"), status => status);
        corrections.Set(nameof(Project.ApprovedOn), input.ApprovedOn, _ => approvedOn);
        await corrections.PointAsync(nameof(Project.Cooperative), input.CooperativeId, async id =>
        {
            var cooperative = await work.CooperativeAsync(id!.Value);
            Agreement.RequireProvince(project.Province, cooperative);
            return cooperative;
        });
        await corrections.PointAsync(nameof(Project.Programme), input.ProgrammeCode, code => ProgrammeAsync(work, code!));
        if (corrections.Touches("cooperative", "programme"))
        {
            await Agreement.RequireGrantsAsync(work, project, cancellationToken);
        }

        if (corrections.Touches("totalCost"))
        {
            var dependent = work.Context.Movements.Where(movement => movement.Grant.Project!.Id == project.Id);
            await StaleBalances.MarkAsync(work.Context, dependent, cancellationToken);
        }

        return await corrections.SaveAsync();
    }

    /// <summary>Enters a grant that was awarded. What was entered under its reference already is not entered again.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing of it is kept.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> AwardAsync(NewGrant input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(contexts, options.Value.Wait, origin, cancellationToken);
        var cooperative = await work.CooperativeAsync(input.CooperativeId);
        var project = input.ProjectId is { } id ? await ProjectAsync(work, id) : null;
        var programme = input.ProgrammeCode is { } code ? await ProgrammeAsync(work, code) : null;
        var awardedOn = await DayAsync(work, input.AwardedOn, "awardedOn", cancellationToken);
        var note = EntryRules.Text(input.Note, "note", EntryRules.MaxNote);
        RequireExplained(awardedOn, programme, note);
        Agreement.RequireProject(work, project, cooperative, programme?.Code);
        Agreement.RequirePhase(programme, input.Phase);
        var grant = new Grant(
            Guid.CreateVersion7(),
            cooperative,
            EntryRules.Amount(input.Amount, "amount")!.Value,
            awardedOn,
            input.Phase ?? programme?.Phase,
            programme,
            project,
            note,
            CooperativeEntry.SourceOf(cooperative),
            CooperativeEntry.Source)
        {
            Reference = EntryRules.Reference(input.Reference),
            UpdatedAt = origin.At.ToUniversalTime(),
        };
        var ofProvince = work.Context.Grants.Where(row => row.Cooperative.Province.Code == cooperative.Province.Code);
        return await work.FindEarlierAsync(ofProvince, grant, grant.Reference, "correctGrant")
            ?? await work.AddAsync(grant, ChangedType.Grant);
    }

    /// <summary>Corrects a grant: only the fields that are given.</summary>
    /// <exception cref="EntryRefusedException">It is refused, and nothing is changed.</exception>
    /// <exception cref="WriteUncertainException">The database was lost while it was committed.</exception>
    public async Task<Entered> CorrectAsync(GrantCorrection input, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var work = await EntryWork.BeginAsync(
            contexts, options.Value.Wait, origin with { Reason = EntryRules.Reason(input.Reason) }, cancellationToken);
        var grant = await GrantAsync(work, input.Id, cancellationToken);
        var awardedOn = await DayAsync(work, input.AwardedOn.Value, "awardedOn", cancellationToken);
        var corrections = new Corrections(work, grant, ChangedType.Grant);
        corrections.Set(nameof(Grant.Reference), input.Reference, EntryRules.Reference);
        corrections.Set(nameof(Grant.Amount), input.Amount.OrRefused("amount"), amount => EntryRules.Amount(amount, "amount"));
        corrections.Set(nameof(Grant.AwardedOn), input.AwardedOn, _ => awardedOn);
        corrections.Set(nameof(Grant.Phase), input.Phase, phase => phase);
        corrections.Set(nameof(Grant.Note), input.Note, text => EntryRules.Text(text, "note", EntryRules.MaxNote));
        await corrections.PointAsync(nameof(Grant.Project), input.ProjectId, id => ProjectAsync(work, id!.Value));
        await corrections.PointAsync(nameof(Grant.Programme), input.ProgrammeCode, code => ProgrammeAsync(work, code!));
        var programme = await CurrentProgrammeAsync(work, grant, cancellationToken);
        await RequireSoundDayAsync(work, grant, programme, cancellationToken);
        if (corrections.Touches("project", "programme", "phase"))
        {
            var projectId = (Guid?)work.Context.Entry(grant).Property("ProjectId").CurrentValue;
            var project = await work.Context.Projects.Include(row => row.Province)
                .SingleOrDefaultAsync(row => row.Id == projectId, cancellationToken);
            Agreement.RequireProject(work, project, grant.Cooperative, programme?.Code);
            Agreement.RequirePhase(programme, grant.Phase);
        }

        if (corrections.Touches("amount", "project", "programme"))
        {
            await StaleBalances.MarkAsync(
                work.Context, work.Context.Movements.Where(movement => movement.Grant.Id == grant.Id), cancellationToken);
        }

        return await corrections.SaveAsync();
    }

    private static async Task<Grant> GrantAsync(EntryWork work, Guid id, CancellationToken cancellationToken)
    {
        // The lock keeps others from recording on the grant meanwhile.
        var grants = work.Context.Provider.Locks.Grant(work.Context, id)
            .Include(row => row.Cooperative.Province)
            .Include(row => row.Programme)
            .Include(row => row.Project);
        var grant = await grants.SingleOrDefaultAsync(cancellationToken)
            ?? await work.FindAsync(work.Context.Grants, row => row.Id == id, EntryRefusal.UnknownGrant, id);
        work.Confine(grant.Cooperative.Province.Code);
        return grant;
    }

    // The programme is read again, since a correction sets only its key.
    private static Task<Programme?> CurrentProgrammeAsync(EntryWork work, Grant grant, CancellationToken cancellationToken)
    {
        var code = (string?)work.Context.Entry(grant).Property("ProgrammeCode").CurrentValue;
        return work.Context.Programmes.SingleOrDefaultAsync(row => row.Code == code, cancellationToken);
    }

    // The award as it is corrected.
    private static async Task RequireSoundDayAsync(EntryWork work, Grant grant, Programme? programme, CancellationToken cancellationToken)
    {
        RequireExplained(grant.AwardedOn, programme, grant.Note);
        var movements = work.Context.Movements.Where(movement => movement.Grant.Id == grant.Id);
        var first = await movements.MinAsync(movement => (DateOnly?)movement.EffectiveOn, cancellationToken);
        if (first < grant.AwardedOn)
        {
            throw new EntryRefusedException(
                EntryRefusal.AwardedOn,
                FormattableString.Invariant(
                    $"The grant has movements from {first:yyyy-MM-dd} on, before an award on {grant.AwardedOn:yyyy-MM-dd}: ")
                + "give that day or an earlier one, or reverse those movements first.");
        }
    }

    private static void RequireExplained(DateOnly? awardedOn, Programme? programme, string? note)
    {
        if (awardedOn is { } day && programme is not null && !programme.Covers(day) && note is null)
        {
            throw new EntryRefusedException(
                EntryRefusal.AwardedOn,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day:yyyy-MM-dd} lies outside the years of programme {programme.Code} "
                        + $"({programme.StartYear} to {programme.EndYear}): ")
                + "correct the day or the programme, or say in `note` why it is so.");
        }
    }

    // No day before the first phase of the INDH is right.
    private async Task<DateOnly?> DayAsync(EntryWork work, DateOnly? day, string field, CancellationToken cancellationToken)
    {
        if (day is null)
        {
            return null;
        }

        var firstYear = await work.Context.PhasePeriods.MinAsync(phase => (int?)phase.StartYear, cancellationToken);
        return EntryRules.Day(day, field, firstYear, clock.CurrentDay().AddDays(options.Value.DaysAhead));
    }

    private static async Task<Project> ProjectAsync(EntryWork work, Guid id)
    {
        var project = await work.FindAsync(
            work.Context.Projects.Include(row => row.Province), row => row.Id == id, EntryRefusal.UnknownProject, id);
        work.Confine(project.Province.Code);
        return project;
    }

    private static Task<Programme> ProgrammeAsync(EntryWork work, string code) =>
        work.FindAsync(work.Context.Programmes, row => row.Code == code, EntryRefusal.UnknownProgramme, code);
}
