using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>
/// Compares measurements, those that stand in the sheet of cooperatives among them: how many members, and how many women.
/// </summary>
internal sealed class ObservationPlanner(PlanContext context, CooperativePlanner cooperatives)
{
    private const SheetKind Sheet = SheetKind.Observations;

    public async Task PlanAsync()
    {
        var cooperativeOf = new Dictionary<ObservationRow, KnownCooperative>(ReferenceEqualityComparer.Instance);
        foreach (var row in context.File.Observations)
        {
            if (cooperatives.Find(Sheet, row, row.Cooperative, row.ProvinceCode) is { } cooperative
                && context.MayWrite(Sheet, row, cooperative.ProvinceCode))
            {
                cooperativeOf.Add(row, cooperative);
            }
        }

        var rows = context.File.Observations.Where(cooperativeOf.ContainsKey).ToList();
        context.RefuseTwins(
            Sheet,
            rows,
            row => row.Reference is { } reference
                ? (cooperativeOf[row].ProvinceCode, reference, null, default(ObservationStage))
                : (cooperativeOf[row].Id.ToString(), row.Indicator, row.ObservedOn, row.Stage),
            row => row.Reference is { } reference ? (Field.Reference, reference) : (Field.Indicator, row.Indicator));
        var counted = cooperatives.Ids.Where(one => one.Key.Members is not null || one.Key.WomenMembers is not null).ToList();
        var known = await context.Known.ObservationsAsync(
            cooperativeOf.Values.Select(one => one.Id).Concat(
                counted.Where(one => cooperatives.Differing.ContainsKey(one.Key)).Select(one => one.Value)));
        var given = await context.Known.GivenAsync(ReferencedType.Observation, rows.Select(row => row.Reference).OfType<string>());
        foreach (var row in rows.Where(row => !context.IsRefused(Sheet, row)))
        {
            if (row.Reference is { } reference
                && known[cooperativeOf[row].Id].All(one => one.Reference != reference)
                && !context.IsFree(Sheet, row, given, cooperativeOf[row].ProvinceCode, reference))
            {
                continue;
            }

            var cooperative = cooperativeOf[row].Id;
            var (isNew, differs) = Plan(
                Sheet,
                row.Line,
                known[cooperative],
                new KnownObservation(
                    Guid.CreateVersion7(), cooperative, row.Reference, row.Indicator, row.Value, row.Unit, row.ObservedOn, row.Stage),
                "value");
            context.Count(Sheet, isNew, differs);
        }

        CountMembers(known);
    }

    // A row of a cooperative counts once, with its members.
    private void CountMembers(ILookup<Guid, KnownObservation> known)
    {
        foreach (var (row, id) in cooperatives.Ids)
        {
            var isThere = cooperatives.Differing.TryGetValue(row, out var differs);
            foreach (var (indicator, count) in ((string, int?)[])[
                (Indicators.Members, row.Members),
                (Indicators.WomenMembers, row.WomenMembers),
            ])
            {
                if (count is { } people)
                {
                    var planned = Plan(
                        SheetKind.Cooperatives,
                        row.Line,
                        isThere ? known[id] : [],
                        new KnownObservation(
                            Guid.CreateVersion7(), id, null, indicator, people, Indicators.People, row.MembersOn, ObservationStage.Current),
                        indicator);
                    differs |= planned.IsNew || planned.Differs;
                }
            }

            context.Count(SheetKind.Cooperatives, !isThere, differs);
        }
    }

    private (bool IsNew, bool Differs) Plan(
        SheetKind sheet, int line, IEnumerable<KnownObservation> known, KnownObservation given, string field)
    {
        var found = given.Reference is { } reference
            ? known.FirstOrDefault(one => one.Reference == reference)
            : known.FirstOrDefault(one => (one.Indicator, one.ObservedOn, one.Stage) == (given.Indicator, given.ObservedOn, given.Stage));
        if (found is null)
        {
            context.Plan.Observations.Add(given);
            return (true, true);
        }

        var differs = new RowComparison(context.Plan, sheet, line, ChangedType.Observation, found.Id)
            .Value<decimal>("Value", found.Value, given.Value, field)
            .Text("Unit", found.Unit, given.Unit)
            .Differs;
        return (false, differs);
    }
}
