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
/// <param name="grants">The grants.</param>
/// <param name="days">Which days there may be.</param>
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

        context.RefuseTwins(Sheet, rows.Where(grantOf.ContainsKey), row => (grantOf[row].Id, row.Reference), row => (Field.Reference, row.Reference));
        var ledgers = await context.Known.MovementsAsync(grantOf.Values.Select(grant => grant.Id).Concat(grants.Redated.Keys));
        RefuseRedated(ledgers);
        foreach (var ofGrant in rows.Where(row => grantOf.ContainsKey(row) && !context.IsRefused(Sheet, row)).GroupBy(row => grantOf[row]))
        {
            Plan(ofGrant.Key, ofGrant, ledgers[ofGrant.Key.Id].ToList());
        }
    }

    // An award cannot be put after a movement of its own.
    private void RefuseRedated(ILookup<Guid, KnownMovement> ledgers)
    {
        foreach (var (grant, row) in grants.Redated)
        {
            if (ledgers[grant].Any() && ledgers[grant].Min(movement => movement.EffectiveOn) is var first && first < row.AwardedOn)
            {
                context.Refuse(SheetKind.Grants, row, Field.AwardedOn, Written(row.AwardedOn.Value), RefusalReason.Contradiction, Written(row.AwardedOn.Value), Written(first));
            }
        }
    }

    private void Plan(KnownGrant grant, IEnumerable<MovementRow> rows, List<KnownMovement> known)
    {
        var byReference = known.Where(movement => movement.Reference is not null).ToDictionary(movement => movement.Reference!, StringComparer.Ordinal);
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
            else if ((recorded.Kind, recorded.Amount, recorded.EffectiveOn) == (row.Kind, row.Amount, row.EffectiveOn) && (row.Document is null || row.Document == recorded.Document))
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
                    $"{ChangeText.Of(recorded.Kind)}, {ChangeText.Of(recorded.Amount)} MAD, {Written(recorded.EffectiveOn)}{(recorded.Document is null ? "" : $", {recorded.Document}")}");
            }
        }

        Record(grant, added, [.. known.Select(movement => new LedgerEntry(movement.EffectiveOn, movement.Kind, movement.Amount))]);
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

    // What promises money goes first, as it is borne whatever is there; the rest goes by day. In that order each is borne by those before it, and the database,
    // which looks at one after another, sees it as it is seen here.
    private void Record(KnownGrant grant, List<MovementRow> added, List<LedgerEntry> ledger)
    {
        var ordered = added.OrderBy(row => Promises(row) ? 0 : 1).ThenBy(row => row.EffectiveOn).ToList();
        foreach (var row in ordered.Where(Promises))
        {
            Insert(ledger, Entry(row));
        }

        var takes = ordered.Where(row => !Promises(row)).ToList();
        var isWhole = ledger.Count == ordered.Count - takes.Count;
        if (isWhole && new GrantLedger(ledger.Concat(takes.Select(Entry)).OrderBy(entry => entry.Day)).IsSound)
        {
            Take(grant, ordered);
            return;
        }

        var (borne, refused) = (ordered.Where(Promises).ToList(), new List<MovementRow>());
        foreach (var row in takes)
        {
            var place = Insert(ledger, Entry(row));
            var isSound = new GrantLedger(ledger).IsSound;
            (isSound ? borne : refused).Add(row);
            if (!isSound)
            {
                ledger.RemoveAt(place);
            }
        }

        // What is left is said of the ledger with all that it bears.
        foreach (var row in refused)
        {
            Refuse(row, new GrantLedger(ledger).Fit(row.Kind, Math.Abs(row.Amount), row.EffectiveOn));
        }

        Take(grant, borne);
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

    private void Take(KnownGrant grant, List<MovementRow> rows)
    {
        foreach (var row in rows)
        {
            context.Plan.Movements.Add(new NewEntry(Guid.CreateVersion7(), row, grant.Id));
            context.Count(Sheet, isNew: true, differs: true);
        }
    }

    // After those of its day: it is recorded later.
    private static int Insert(List<LedgerEntry> ledger, LedgerEntry entry)
    {
        var place = ledger.FindLastIndex(other => other.Day <= entry.Day) + 1;
        ledger.Insert(place, entry);
        return place;
    }

    private static LedgerEntry Entry(MovementRow row) => new(row.EffectiveOn, row.Kind, row.Amount);

    private static bool Promises(MovementRow row) => row.Kind == MovementKind.Commitment || (row.Kind == MovementKind.Amendment && row.Amount > 0);

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
