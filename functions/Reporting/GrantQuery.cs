using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Reporting;

/// <summary>
/// What the reports of provinces ask of the ledger: one statement each for all provinces. Everything is as of the end of the month and of
/// the last strike, so that it agrees with the balances and a report can be made again.
/// </summary>
internal sealed class GrantQuery(IndhCoopsContext context, DateOnly period)
{
    private readonly DateOnly _lastDay = period.AddMonths(1).AddDays(-1);
    private readonly DateOnly _yearAgo = period.AddMonths(1).AddDays(-1).AddYears(-1);
    private readonly DateOnly _newYear = new(period.Year, 1, 1);

    private IQueryable<Movement> Movements => context.Movements.Where(movement =>
        movement.EffectiveOn <= _lastDay && !context.UnstruckMovements.Any(unstruck => unstruck.MovementId == movement.Id));

    /// <summary>Grants with money left, committed more than a year ago, of which nothing was paid in the last year; by province.</summary>
    public async Task<ILookup<string, StuckGrant>> StuckAsync(CancellationToken cancellationToken)
    {
        var ledgers = Movements
            .GroupBy(movement => movement.Grant.Id)
            .Select(movements => new
            {
                Grant = movements.Key,
                CommittedOn = movements.Min(movement => movement.Kind == MovementKind.Commitment ? (DateOnly?)movement.EffectiveOn : null),
                PaidOn = movements.Max(movement => movement.Kind == MovementKind.Disbursement ? (DateOnly?)movement.EffectiveOn : null),
                Taken = movements.Sum(movement =>
                    movement.Kind == MovementKind.Disbursement || movement.Kind == MovementKind.Cancellation ? movement.Amount : 0m),
                Given = movements.Sum(movement =>
                    movement.Kind == MovementKind.Disbursement || movement.Kind == MovementKind.Cancellation ? 0m : movement.Amount),
            })
            .Where(ledger =>
                ledger.CommittedOn <= _yearAgo && (ledger.PaidOn == null || ledger.PaidOn <= _yearAgo) && ledger.Given > ledger.Taken);
        var rows = await ledgers
            .Join(context.Grants, ledger => ledger.Grant, grant => grant.Id, (ledger, grant) => new
            {
                Province = grant.Cooperative.Province.Code,
                grant.Cooperative.Id,
                grant.Cooperative.Name,
                grant.Cooperative.NameArabic,
                Programme = grant.Programme!.Code,
                ledger.CommittedOn,
                ledger.PaidOn,
                ledger.Given,
                ledger.Taken,
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Province, row => new StuckGrant(
            new CooperativeName(row.Id, row.Name, row.NameArabic),
            row.Programme,
            row.CommittedOn!.Value,
            row.PaidOn,
            row.Given - row.Taken));
    }

    /// <summary>What cooperatives were paid since January; by province.</summary>
    public async Task<ILookup<string, PaidCooperative>> PaidAsync(CancellationToken cancellationToken)
    {
        var paid = Movements
            .Where(movement => movement.Kind == MovementKind.Disbursement && movement.EffectiveOn >= _newYear)
            .GroupBy(movement => movement.Grant.Cooperative.Id)
            .Select(movements => new
            {
                Cooperative = movements.Key,
                Month = movements.Sum(movement => movement.EffectiveOn >= period ? movement.Amount : 0m),
                YearToDate = movements.Sum(movement => movement.Amount),
            });
        var rows = await paid
            .Join(context.Cooperatives, sum => sum.Cooperative, cooperative => cooperative.Id, (sum, cooperative) => new
            {
                Province = cooperative.Province.Code,
                cooperative.Id,
                cooperative.Name,
                cooperative.NameArabic,
                sum.Month,
                sum.YearToDate,
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(
            row => row.Province,
            row => new PaidCooperative(new CooperativeName(row.Id, row.Name, row.NameArabic), row.Month, row.YearToDate));
    }
}
