using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>The sectors in which the published shares of cooperatives are known.</summary>
internal enum DemoSector
{
    Agriculture,
    Artisanat,
    Other,
}

/// <summary>The reference data that the generator uses.</summary>
internal sealed record DemoReference(
    IReadOnlyList<DemoReference.Place> Provinces, IReadOnlySet<string> Programmes, ILookup<DemoSector, string> ValueChains)
{
    public static async Task<DemoReference> ReadAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var provinces = await context.Provinces.AsNoTracking()
            .Select(province => new Place(province.Code, province.Name, province.Population)).ToListAsync(cancellationToken);
        var programmes = await context.Programmes.AsNoTracking().Select(programme => programme.Code).ToListAsync(cancellationToken);
        var chains = await context.ValueChains.AsNoTracking().Where(chain => chain.DataSource != DataSource.Synthetic)
            .Select(chain => new { chain.Code, chain.Sector }).ToListAsync(cancellationToken);

        // Ordered here, by code point: the databases may differ, the rows must not.
        return new DemoReference(
            [.. provinces.OrderBy(province => province.Code, StringComparer.Ordinal)],
            programmes.ToHashSet(StringComparer.Ordinal),
            chains.OrderBy(chain => chain.Code, StringComparer.Ordinal).ToLookup(chain => SectorOf(chain.Sector), chain => chain.Code));
    }

    private static DemoSector SectorOf(string sector) => TextFolding.Fold(sector) switch
    {
        var name when name.StartsWith("agric", StringComparison.Ordinal) => DemoSector.Agriculture,
        var name when name.StartsWith("artisan", StringComparison.Ordinal) => DemoSector.Artisanat,
        _ => DemoSector.Other,
    };

    /// <summary>A province, and how many live there.</summary>
    internal sealed record Place(string Code, string Name, int Population);
}
