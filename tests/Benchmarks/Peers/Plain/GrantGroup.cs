using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>What was granted in a province in a year.</summary>
internal sealed record GrantGroup(string Province, DateOnly? Year, int Count, decimal Amount, decimal Share)
{
    /// <summary>Those with the most money.</summary>
    public static async Task<IReadOnlyList<GrantGroup>> ReadAsync(IndhCoopsContext database, int first, CancellationToken cancellationToken)
    {
        var groups = await database.Grants
            .GroupBy(grant => new { Province = grant.Cooperative.Province.Name, Year = (int?)grant.AwardedOn!.Value.Year })
            .Select(group => new { group.Key.Province, group.Key.Year, Count = group.Count(), Amount = group.Sum(grant => grant.Amount) })
            .OrderByDescending(group => group.Amount).ThenBy(group => group.Province).ThenBy(group => group.Year)
            .Take(first)
            .ToListAsync(cancellationToken);
        var all = await database.Grants.SumAsync(grant => grant.Amount, cancellationToken);
        return
        [
            .. groups.Select(group => new GrantGroup(
                group.Province,
                group.Year is { } year ? new DateOnly(year, 1, 1) : null,
                group.Count,
                group.Amount,
                Math.Round(group.Amount / all, 6, MidpointRounding.AwayFromZero))),
        ];
    }
}
