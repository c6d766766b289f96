using System.Globalization;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Compares movements with the ledgers of their grants, and takes those that the ledgers bear on every day.</summary>
/// <param name="context">What all planners share.</param>
internal sealed class MovementPlanner(PlanContext context, GrantPlanner grants, OfficeDays days)
{
    private const SheetKind Sheet = SheetKind.Movements;

    public async Task PlanAsync()
    {
        var rows = context.File.Movements;
        var grantOf = new Dictionary<MovementRow, KnownGrant>(ReferenceEqualityComparer.Instance);
        foreach (var row in rows)
        {
            if (grants.Find(row) is { } grant && context.MayWrite(Sheet, row, grant.ProvinceCode))
            {
                grantOf.Add(row, grant);
            }
        }

        context.RefuseTwins(
            Sheet, rows.Where(grantOf.ContainsKey), row => (grantOf[row].Id, row.Reference), row => (Field.Reference, row.Reference));
        var ledgers = await context.Known.MovementsAsync(grantOf.Values.Select(grant => grant.Id).Where(grants.IsRecorded));
        foreach (var ofGrant in rows.Where(row => grantOf.ContainsKey(row) && !context.IsRefused(Sheet, row))
            .GroupBy(row => grantOf[row].Id))
        {
            Plan(grantOf[ofGrant.First()], ofGrant, [.. ledgers[ofGrant.Key]]);
        }
    }

    private void Plan(KnownGrant grant, IEnumerable<MovementRow> rows, List<KnownMovement> known)
    {
        var byReference = known.Where(movement => movement.Reference is not null)
            .ToDictionary(movement => movement.Reference!, StringComparer.Ordinal);
        var added = new List<MovementRow>();
        foreach (var row in rows)
        {
            if (!byReference.TryGetValue(row.Reference, out var recorded))
            {
                if (IsOnSoundDay(grant, row))
                {
                    added.Add(row);
                }
            }
            else if ((recorded.Kind, recorded.Amount, recorded.EffectiveOn) == (row.Kind, row.Amount, row.EffectiveOn)
                && (row.Document is null || row.Document == recorded.Document))
            {
                context.Count(Sheet, isNew: false, differs: false);
            }
            else
            {
                context.Refuse(
                    Sheet,
                    row,
                    Field.Reference,
                    row.Reference,
                    RefusalReason.MovementDiffers,
                    $"{ChangeText.Of(recorded.Kind)}, {ChangeText.Of(recorded.Amount)} MAD, "
                        + $"{Written(recorded.EffectiveOn)}{(recorded.Document is null ? "" : $", {recorded.Document}")}");
            }
        }

        Record(grant, added, known);
    }

    private bool IsOnSoundDay(KnownGrant grant, MovementRow row)
    {
        var years = grant.ProgrammeCode is { } code ? context.Names.Years.GetValueOrDefault(code) : null;
        var (first, why) = (grant.AwardedOn, years?.First) switch
        {
            ({ } award, _) => (award, grant.Reference ?? ""),
            (null, { } year) => (new DateOnly(year, 1, 1), grant.ProgrammeCode!),
            _ => (DateOnly.MinValue, ""),
        };
        if (days.FirstYear is { } inception && first.Year < inception)
        {
            (first, why) = (new DateOnly(inception, 1, 1), "INDH");
        }

        if (row.EffectiveOn < first)
        {
            context.Refuse(Sheet, row, Field.EffectiveOn, Written(row.EffectiveOn), RefusalReason.TooEarly, Written(first), why);
            return false;
        }

        return true;
    }

    private void Record(KnownGrant grant, List<MovementRow> added, List<KnownMovement> known)
    {
        var ledger = new LedgerOfFile(
            [.. known.Select(movement => new LedgerEntry(movement.EffectiveOn, movement.Kind, movement.Amount))], added);
        foreach (var row in ledger.Refused)
        {
            Refuse(row, ledger.Fit(row));
        }

        foreach (var row in ledger.Borne)
        {
            context.Plan.Movements.Add(new NewEntry(Guid.CreateVersion7(), row, grant.Id));
            context.Count(Sheet, isNew: true, differs: true);
        }
    }

    private void Refuse(MovementRow row, LedgerFit fit)
    {
        var most = fit.Most.ToString("0.00", CultureInfo.InvariantCulture);
        if (fit.FirstDay is { } day && day > row.EffectiveOn && day <= days.Last)
        {
            context.Refuse(Sheet, row, Field.EffectiveOn, Written(row.EffectiveOn), RefusalReason.OverdrawnUntil, most, Written(day));
        }
        else
        {
            context.Refuse(Sheet, row, Field.MovementAmount, ChangeText.Of(row.Amount), RefusalReason.Overdrawn, most);
        }
    }

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
