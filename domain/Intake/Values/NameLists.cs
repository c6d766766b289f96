using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Intake.Values;

/// <summary>The names and codes of what the data holds already and no import adds to: each leads to a code.</summary>
internal sealed class NameLists
{
    /// <summary>Provinces and prefectures, by code, HCP code, French and Arabic name, with or without "Province de".</summary>
    public OfficeNames<string> Provinces { get; } = new();

    /// <summary>Programmes by code, name, axis and alias.</summary>
    public OfficeNames<string> Programmes { get; } = new();

    /// <summary>The filières by code and name.</summary>
    public OfficeNames<string> ValueChains { get; } = new();

    /// <summary>The years of programmes, and their phases.</summary>
    public Dictionary<string, ProgrammeYears> Years { get; } = new(StringComparer.Ordinal);

    public static async Task<NameLists> ReadAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var lists = new NameLists();
        foreach (var province in await context.Provinces.AsNoTracking().ToListAsync(cancellationToken))
        {
            lists.AddProvince(province);
        }

        // The programme as a whole goes before its axes, which bear its name as well.
        foreach (var programme in (await context.Programmes.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(
            programme => programme.Axis is not null))
        {
            lists.Years.Add(programme.Code, new ProgrammeYears(programme.StartYear, programme.EndYear, programme.Phase));
            lists.Programmes.Add(programme.Code, programme.Code);
            foreach (var name in programme.Axis is { } axis ? [axis] : programme.Aliases.Append(programme.Name))
            {
                lists.Programmes.Add(programme.Code, name);
            }

            if (programme.Code is ['P', var number])
            {
                lists.Programmes.Add(programme.Code, $"P {number}");
                lists.Programmes.Add(programme.Code, $"Programme {number}");
            }
        }

        foreach (var chain in await context.ValueChains.AsNoTracking().ToListAsync(cancellationToken))
        {
            lists.ValueChains.Add(chain.Code, chain.Name);
            lists.ValueChains.Add(chain.Code, chain.Code);
        }

        return lists;
    }

    private void AddProvince(Province province)
    {
        Provinces.Add(province.Code, province.Name);
        foreach (var kind in (string[])
        [
            "Province de", "Province d’", "Province du", "Préfecture de", "Préfecture d’", "Province", "Préfecture",
        ])
        {
            Provinces.Add(province.Code, $"{kind} {province.Name}");
        }

        foreach (var kind in (string[])["", "إقليم", "عمالة"])
        {
            Provinces.Add(province.Code, $"{kind} {province.NameArabic}");
        }

        Provinces.Add(province.Code, province.Code);
        Provinces.Add(province.Code, province.HcpCode);
        Provinces.Add(province.Code, province.Code[(province.Code.IndexOf('-', StringComparison.Ordinal) + 1)..]);
    }
}

/// <summary>When a programme runs.</summary>
/// <param name="First">Its first year; null where unknown.</param>
/// <param name="Last">Its last year; null where unknown.</param>
/// <param name="Phase">Its phase; null where it has none.</param>
internal sealed record ProgrammeYears(int? First, int? Last, Programmes.Phase? Phase)
{
    public bool Cover(DateOnly day) => day.Year >= (First ?? int.MinValue) && day.Year <= (Last ?? int.MaxValue);
}
