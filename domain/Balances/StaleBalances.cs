using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Balances;

/// <summary>
/// Balances follow from more than movements: from the province of a cooperative, the programme and amount of a grant, the cost of a
/// project.
/// </summary>
internal static class StaleBalances
{
    /// <summary>
    /// Has the next strike compute all balances again, where movements depend on what was corrected. What comes out the same is not
    /// written.
    /// </summary>
    public static async Task MarkAsync(IndhCoopsContext context, IQueryable<Movement> dependent, CancellationToken cancellationToken)
    {
        if (await dependent.MinAsync(movement => (DateOnly?)movement.EffectiveOn, cancellationToken) is { } day)
        {
            var month = MoroccanCalendar.FirstDay(day);
            var struck = context.StruckMonths.Where(row => row.Month == month && row.Strike > 0);
            await struck.ExecuteUpdateAsync(row => row.SetProperty(one => one.Strike, one => -one.Strike), cancellationToken);
        }
    }
}
