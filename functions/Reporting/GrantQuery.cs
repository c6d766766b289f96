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

    /// <summary>
    /// Grants with money left, committed more than a year ago, of which nothing is paid, or nothing was paid in the last year; by province.
    /// What is paid is what was disbursed less what came back, and a payment that was taken back is none.
    /// </summary>
    public async Task<ILookup<string, StuckGrant>> StuckAsync(CancellationToken cancellationToken)
    {
        var takenBack = Movements.Where(movement => movement.Reverses != null).Select(movement => movement.Reverses!.Id);
        var ledgers = Movements
            .GroupBy(movement => movement.Grant.Id)
            .Select(movements => new
            {
                Grant = movements.Key,
                CommittedOn = movements.Min(movement => movement.Kind == MovementKind.Commitment ? (DateOnly?)movement.EffectiveOn : null),
                PaidOn = movements.Max(movement =>
                    movement.Kind == MovementKind.Disbursement && !takenBack.Contains(movement.Id)
                        ? (DateOnly?)movement.EffectiveOn
                        : null),
                Disbursed = movements.Sum(movement => movement.Kind == MovementKind.Disbursement ? movement.Amount : 0m),
                Refunded = movements.Sum(movement => movement.Kind == MovementKind.Refund ? movement.Amount : 0m),
                Taken = movements.Sum(movement =>
                    movement.Kind == MovementKind.Disbursement || movement.Kind == MovementKind.Cancellation ? movement.Amount : 0m),
                Given = movements.Sum(movement =>
                    movement.Kind == MovementKind.Disbursement || movement.Kind == MovementKind.Cancellation ? 0m : movement.Amount),
            })
            .Where(ledger =>
                ledger.CommittedOn <= _yearAgo
                && (ledger.Disbursed <= ledger.Refunded || ledger.PaidOn <= _yearAgo)
                && ledger.Given > ledger.Taken);
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
                IsPaid = ledger.Disbursed > ledger.Refunded,
                ledger.Given,
                ledger.Taken,
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Province, row => new StuckGrant(
            new CooperativeName(row.Id, row.Name, row.NameArabic),
            row.Programme,
            row.CommittedOn!.Value,
            row.IsPaid ? row.PaidOn : null,
            row.Given - row.Taken));
    }

    /// <summary>What cooperatives were paid since January, less what came back; by province.</summary>
    public async Task<ILookup<string, PaidCooperative>> PaidAsync(CancellationToken cancellationToken)
    {
        var paid = Movements
            .Where(movement => movement.Kind == MovementKind.Disbursement || movement.Kind == MovementKind.Refund)
            .Where(movement => movement.EffectiveOn >= _newYear)
            .GroupBy(movement => movement.Grant.Cooperative.Id)
            .Select(movements => new
            {
                Cooperative = movements.Key,
                Disbursed = movements.Sum(movement => movement.Kind == MovementKind.Disbursement ? movement.Amount : 0m),
                Refunded = movements.Sum(movement => movement.Kind == MovementKind.Refund ? movement.Amount : 0m),
                DisbursedInMonth = movements.Sum(movement =>
                    movement.Kind == MovementKind.Disbursement && movement.EffectiveOn >= period ? movement.Amount : 0m),
                RefundedInMonth = movements.Sum(movement =>
                    movement.Kind == MovementKind.Refund && movement.EffectiveOn >= period ? movement.Amount : 0m),
            })
            .Where(sums => sums.Disbursed > sums.Refunded);
        var rows = await paid
            .Join(context.Cooperatives, sums => sums.Cooperative, cooperative => cooperative.Id, (sums, cooperative) => new
            {
                Province = cooperative.Province.Code,
                cooperative.Id,
                cooperative.Name,
                cooperative.NameArabic,
                sums.Disbursed,
                sums.Refunded,
                sums.DisbursedInMonth,
                sums.RefundedInMonth,
            })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(
            row => row.Province,
            row => new PaidCooperative(
                new CooperativeName(row.Id, row.Name, row.NameArabic),
                row.DisbursedInMonth - row.RefundedInMonth,
                row.Disbursed - row.Refunded));
    }
}
