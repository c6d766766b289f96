using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Persistence.Mapping;

/// <summary>
/// What a strike adds up from many amounts. A single amount has at most twelve digits before its decimals; where a sum could have no more,
/// one full cell would stop every strike after it. Eighteen digits in all fit into 64 bits, which SQLite, Parquet and the graph keep.
/// </summary>
internal static class Sums
{
    private static readonly Type[] Holders = [typeof(Balance), typeof(BalanceTotals), typeof(StatementFigures), typeof(Strike)];

    /// <summary>Whether a column of amounts holds sums.</summary>
    public static bool Hold(IReadOnlyProperty property) => Holders.Contains(property.DeclaringType.ClrType);
}
