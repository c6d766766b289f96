using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Comparing;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Intake.Writing;

/// <summary>Writes a plan within the transaction of the caller.</summary>
internal sealed class PlanWriter(IndhCoopsContext context, ImportMark mark, Action<string, int> progress)
{
    private const int AtOnce = 1_000;

    private readonly RowOrigin _origin = new(mark);

    public async Task WriteAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        await NewRowTables.Cooperatives(_origin).FillAsync(context, plan.Cooperatives, progress, cancellationToken);
        await NewRowTables.Projects(_origin).FillAsync(context, plan.Projects, progress, cancellationToken);
        await NewRowTables.Grants(_origin).FillAsync(context, plan.Grants, progress, cancellationToken);
        await ChangeAsync<Cooperative>(plan, ChangedType.Cooperative, cancellationToken);
        await ChangeAsync<Project>(plan, ChangedType.Project, cancellationToken);
        await ChangeAsync<Grant>(plan, ChangedType.Grant, cancellationToken);
        await ChangeAsync<Observation>(plan, ChangedType.Observation, cancellationToken);
        await MarkStaleAsync(plan, cancellationToken);
        if (plan.Movements.Count > 0)
        {
            await context.Provider.Bulk.WriteMovementsAsync(
                context,
                () => NewRowTables.Movements(_origin).FillAsync(context, plan.Movements, progress, cancellationToken),
                cancellationToken);
        }

        await NewRowTables.Observations(_origin).FillAsync(context, plan.Observations, progress, cancellationToken);
        await NewRowTables.Changes(_origin).FillAsync(context, [.. Entries(plan)], progress, cancellationToken);
    }

    private IEnumerable<ChangeEntry> Entries(ImportPlan plan) =>
        plan.Cooperatives.Select(row => Created(ChangedType.Cooperative, row.Id))
            .Concat(plan.Projects.Select(row => Created(ChangedType.Project, row.Id)))
            .Concat(plan.Grants.Select(row => Created(ChangedType.Grant, row.Id)))
            .Concat(plan.Movements.Select(row => Created(ChangedType.Movement, row.Id)))
            .Concat(plan.Observations.Select(row => Created(ChangedType.Observation, row.Id)))
            .Concat(plan.Changes.Select(change => new ChangeEntry(change.Type, change.RowId, Field(change), change.Old, change.New)))
            .Append(Created(ChangedType.Import, mark.ImportId));

    // The number of members stands in the sheet of cooperatives under its own name, and in the data as the value of a measurement.
    private static string Field(PlannedChange change) =>
        change.Type == ChangedType.Observation && change.Property == "Value" ? "value" : change.Field;

    private static ChangeEntry Created(ChangedType type, Guid row) => new(type, row, null, null, null);

    // Balances follow from these too, of the grants that were there.
    private async Task MarkStaleAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        foreach (var ids in Rows(ChangedType.Grant, "Amount", "AwardedOn", "CooperativeId", "ProgrammeCode", "ProjectId"))
        {
            await StaleBalances.MarkAsync(context, context.Movements.Where(movement => ids.Contains(movement.Grant.Id)), cancellationToken);
        }

        foreach (var ids in Rows(ChangedType.Project, "TotalCost"))
        {
            await StaleBalances.MarkAsync(
                context, context.Movements.Where(movement => ids.Contains(movement.Grant.Project!.Id)), cancellationToken);
        }

        IEnumerable<Guid[]> Rows(ChangedType type, params string[] properties) =>
            plan.Changes.Where(change => change.Type == type && properties.Contains(change.Property))
                .Select(change => change.RowId)
                .Distinct()
                .Chunk(AtOnce);
    }

    private async Task ChangeAsync<T>(ImportPlan plan, ChangedType type, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var some in plan.Changes.Where(change => change.Type == type).GroupBy(change => change.RowId).Chunk(AtOnce))
        {
            var ids = some.Select(changes => changes.Key).ToArray();
            var rows = await context.Set<T>().Where(row => ids.Contains(EF.Property<Guid>(row, "Id"))).ToListAsync(cancellationToken);
            var byId = rows.ToDictionary(row => (Guid)context.Entry(row).Property("Id").CurrentValue!);
            foreach (var changes in some)
            {
                var entry = context.Entry(byId[changes.Key]);
                foreach (var change in changes)
                {
                    entry.Property(change.Property).CurrentValue = change.Value;
                }

                entry.Property("UpdatedAt").CurrentValue = mark.At;
            }

            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
            progress(context.Model.FindEntityType(typeof(T))!.GetTableName()!, 0);
        }
    }
}
