using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Entry;

/// <summary>
/// What one entry refers to belongs together: a project and a grant are of one cooperative, its province, one programme, and that
/// programme's phase.
/// </summary>
internal static class Agreement
{
    /// <summary>Refuses a project of another province than its cooperative.</summary>
    public static void RequireProvince(Province province, Cooperative? cooperative)
    {
        if (cooperative is not null && cooperative.Province.Code != province.Code)
        {
            throw EntryRules.Refused("cooperativeId", $"is of province {cooperative.Province.Code}, and the project of {province.Code}");
        }
    }

    /// <summary>Refuses a phase that is not the programme's.</summary>
    public static void RequirePhase(Programme? programme, Phase? phase)
    {
        if (programme?.Phase is { } own && phase is { } given && given != own)
        {
            throw EntryRules.Refused("phase", $"is {given}, and programme {programme.Code} is of phase {own}");
        }
    }

    /// <summary>Refuses a project that is not the grant's: of another cooperative, province or programme.</summary>
    public static void RequireProject(EntryWork work, Project? project, Cooperative cooperative, string? programme)
    {
        if (project is null)
        {
            return;
        }

        if (KeyOf(work, project, "CooperativeId") is Guid holder && holder != cooperative.Id)
        {
            throw EntryRules.Refused("projectId", $"is a project of cooperative {holder}, and the grant is of {cooperative.Id}");
        }

        if (project.Province.Code != cooperative.Province.Code)
        {
            throw EntryRules.Refused(
                "projectId", $"is a project of province {project.Province.Code}, and the cooperative is of {cooperative.Province.Code}");
        }

        if (programme is not null && KeyOf(work, project, "ProgrammeCode") is string ofProject && !Programme.AreOfOne(ofProject, programme))
        {
            throw EntryRules.Refused("programmeCode", $"is {programme}, and the project is of programme {ofProject}");
        }
    }

    /// <summary>Refuses to make a project another cooperative's or programme's than its grants are.</summary>
    public static async Task RequireGrantsAsync(EntryWork work, Project project, CancellationToken cancellationToken)
    {
        var (cooperative, programme) = (KeyOf(work, project, "CooperativeId") as Guid?, KeyOf(work, project, "ProgrammeCode") as string);
        var grants = await work.Context.Grants.Where(row => row.Project!.Id == project.Id).OrderBy(row => row.Id)
            .Select(row => new { row.Id, Cooperative = row.Cooperative.Id, Programme = row.Programme == null ? null : row.Programme.Code })
                .ToListAsync(cancellationToken);
        var left = grants.Find(grant =>
            (cooperative is { } holder && grant.Cooperative != holder)
                || (programme is not null && grant.Programme is { } other && !Programme.AreOfOne(programme, other)))?.Id;
        if (left is { } grant)
        {
            throw new EntryRefusedException(
                EntryRefusal.Value,
                $"Grant {grant} of this project is of another cooperative or programme: "
                    + "take its project or programme off first (correctGrant with null), and give it again afterwards.");
        }
    }

    private static object? KeyOf(EntryWork work, Project project, string property) =>
        work.Context.Entry(project).Property(property).CurrentValue;
}
